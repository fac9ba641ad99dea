using SidekiqCluster.Verbs.Access;
using SidekiqCluster.Verbs.Answers;
using SidekiqCluster.Verbs.Rows;
using SidekiqCluster.Verbs.Values;

namespace SidekiqCluster.Verbs;

/// <summary>Cancels an iterable job: it ends at its next step, or as soon as it starts. Of several shards, in those where it has begun.</summary>
internal sealed record IterationCancelVerb : AnswerVerb
{
    /// <summary>The job.</summary>
    public required string Jid { get; init; }

    public override VerbRole Role => VerbRole.Operator;

    protected override async Task<Answer> AskAsync(VerbRun run, CancellationToken cancellationToken)
    {
        var jid = JidArgument.Checked(Jid);
        var isLone = (await run.Shards.ListAsync(cancellationToken)).Count == 1;
        var answers = await run.Shards.AskAsync<DateTimeOffset?>(
            async (shard, ct) => isLone || await shard.Iterations.GetAsync(jid, ct) is not null
                ? await shard.Iterations.CancelAsync(jid, ct)
                : null,
            cancellationToken);
        CancellationRow[] rows = [.. answers.Ok.Where(a => a.Value is not null).Select(a => new CancellationRow(a.Shard, jid, a.Value!.Value))];
        return new Answer
        {
            Shards = answers.Outcomes,
            Rows = new Rows<CancellationRow>(CancellationRow.All, rows),
            RowsName = "cancelled",
            NotFound = rows.Length == 0
                ? [$"job {jid} has no iteration state in these shards; give one shard alone to cancel it before it begins."]
                : [],
        };
    }
}
