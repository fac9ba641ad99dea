using SidekiqCluster.Verbs.Answers;
using SidekiqCluster.Verbs.Rows;

namespace SidekiqCluster.Verbs;

/// <summary>The shards by name, each with what it is chosen by. None of them is asked.</summary>
internal sealed record ShardListVerb : AnswerVerb
{
    protected override async Task<Answer> AskAsync(VerbRun run, CancellationToken cancellationToken)
    {
        var shards = await run.Shards.ListAsync(cancellationToken);
        return new Answer { Shards = [], Rows = new Rows<ShardInfo>(ShardRow.All, shards), RowsName = "fleet" };
    }
}
