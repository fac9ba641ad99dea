using SidekiqCluster.Verbs.Access;
using SidekiqCluster.Verbs.Answers;
using SidekiqCluster.Verbs.Rows;

namespace SidekiqCluster.Verbs;

/// <summary>Takes processes off the list whose record has expired, unless that was done within the last minute.</summary>
internal sealed record ProcessPruneVerb : AnswerVerb
{
    public override VerbRole Role => VerbRole.Operator;

    protected override async Task<Answer> AskAsync(VerbRun run, CancellationToken cancellationToken)
    {
        var answers = await run.Shards.AskAsync((shard, ct) => shard.Processes.PruneAsync(ct), cancellationToken);
        return new Answer
        {
            Shards = answers.Outcomes,
            Rows = new Rows<PruneRow>(PruneRow.All, [.. answers.Ok.Select(a => new PruneRow(a.Shard, a.Value))]),
            RowsName = "pruned",
        };
    }
}
