using SidekiqCluster.Verbs.Answers;
using SidekiqCluster.Verbs.Rows;

namespace SidekiqCluster.Verbs;

/// <summary>The servers behind the shards: kind, version, memory, and what is degraded on them.</summary>
internal sealed record InfoVerb : AnswerVerb
{
    protected override async Task<Answer> AskAsync(VerbRun run, CancellationToken cancellationToken)
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
