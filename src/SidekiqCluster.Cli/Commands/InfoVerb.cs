using SidekiqCluster.Cli.Output;
using SidekiqCluster.Cli.Rows;

namespace SidekiqCluster.Cli.Commands;

internal sealed class InfoVerb(VerbContext context) : AnswerVerb(
    context, "info", "The servers behind the shards: kind, version, memory, and what is degraded on them.", "info", "info --format json")
{
    protected override async Task<Answer> AskAsync(Run run, CancellationToken cancellationToken)
    {
        var answers = await run.Shards.AskAsync((shard, ct) => shard.GetServerInfoAsync(ct), cancellationToken);
        var labels = (await run.Shards.ListAsync(cancellationToken)).ToDictionary(shard => shard.Name, shard => shard.Labels);
        ServerRow[] rows = [.. answers.Ok.Select(a => new ServerRow(a.Shard, a.Value, labels[a.Shard]))];
        return new Answer
        {
            Shards = answers.Outcomes,
            Rows = new Rows<ServerRow>(ServerRow.All, rows),
            RowsName = "servers",
            ShowsDetails = true,
        };
    }
}
