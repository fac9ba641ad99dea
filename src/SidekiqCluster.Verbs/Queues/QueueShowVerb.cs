using SidekiqCluster.Verbs.Answers;
using SidekiqCluster.Verbs.Rows;
using SidekiqCluster.Verbs.Values;

namespace SidekiqCluster.Verbs;

/// <summary>One queue: size, latency, paused, registered.</summary>
internal sealed record QueueShowVerb : AnswerVerb
{
    /// <summary>Its name, without prefix.</summary>
    public required string Name { get; init; }

    protected override async Task<Answer> AskAsync(VerbRun run, CancellationToken cancellationToken)
    {
        var name = QueueArgument.Existing(Name);
        var answers = await run.Shards.AskAsync(
            async (shard, ct) =>
            {
                var queue = shard.Queue(name);
                return await queue.ExistsAsync(ct) ? await queue.GetSummaryAsync(ct) : null;
            },
            cancellationToken);
        var rows = answers.Ok.Where(a => a.Value is not null).Select(a => new QueueRow(a.Shard, a.Value!)).ToArray();
        return new Answer
        {
            Shards = answers.Outcomes,
            Rows = new Rows<QueueRow>(QueueRow.All, rows),
            RowsName = "queues",
            ShowsDetails = true,
            NotFound = rows.Length == 0 ? [$"there is no queue '{name}'; see '{Tool.Name} queue list'."] : [],
        };
    }
}
