using SidekiqCluster.Verbs.Answers;
using SidekiqCluster.Verbs.Rows;

namespace SidekiqCluster.Verbs;

/// <summary>Queues by size: latency, paused, registered.</summary>
internal sealed record QueueListVerb : AnswerVerb
{
    /// <summary>Also queues that Sidekiq does not list, and private ones of super_fetch. Scans all keys.</summary>
    public bool IncludeUnregistered { get; init; }

    protected override async Task<Answer> AskAsync(VerbRun run, CancellationToken cancellationToken)
    {
        var answers = await run.Shards.AskAsync(
            (shard, ct) => shard.Queues.GetSummariesAsync(IncludeUnregistered, ct), cancellationToken);
        var rows = QueueRow.Sort(answers.Ok.SelectMany(a => a.Value.Select(queue => new QueueRow(a.Shard, queue))));
        return new Answer
        {
            Shards = answers.Outcomes,
            Rows = new Rows<QueueRow>(QueueRow.All, rows),
            RowsName = "queues",
            TableWords = rows.Count == 0 ? ["No queues."] : [],
        };
    }
}
