using SidekiqCluster.Verbs.Access;
using SidekiqCluster.Verbs.Answers;
using SidekiqCluster.Verbs.Rows;

namespace SidekiqCluster.Verbs;

/// <summary>Removes a shard that was added to a running fleet; nothing is done to its Redis.</summary>
internal sealed record ShardRemoveVerb : AnswerVerb
{
    /// <summary>The shard's name.</summary>
    public required string Name { get; init; }

    public override VerbRole Role => VerbRole.Admin;

    protected override async Task<Answer> AskAsync(VerbRun run, CancellationToken cancellationToken)
    {
        var fleet = await run.Shards.DemandFleetAsync(cancellationToken);
        var isRemoved = await RemoveAsync(fleet, cancellationToken);
        return new Answer
        {
            Shards = [],
            Rows = new Rows<string>(RemovedShardRow.All, isRemoved ? [Name] : []),
            RowsName = "removed",
            NotFound = isRemoved ? [] : [$"there is no shard '{Name}'; see '{Tool.Name} shard list'."],
        };
    }

    private async Task<bool> RemoveAsync(ISidekiqFleet fleet, CancellationToken cancellationToken)
    {
        try
        {
            return await fleet.RemoveShardAsync(Name, cancellationToken);
        }
        catch (ArgumentException e)
        {
            throw new VerbException(ExitCode.Refused, e.Message, e);
        }
    }
}
