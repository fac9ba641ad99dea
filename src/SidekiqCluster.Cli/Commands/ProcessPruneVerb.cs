using SidekiqCluster.Cli.Output;
using SidekiqCluster.Cli.Rows;

namespace SidekiqCluster.Cli.Commands;

internal sealed class ProcessPruneVerb(VerbContext context) : AnswerVerb(
    context,
    "prune",
    "Takes processes off the list whose record has expired, unless that was done within the last minute.",
    "process prune")
{
    public override bool CanWatch => false;

    protected override async Task<Answer> AskAsync(Run run, CancellationToken cancellationToken)
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
