using SidekiqCluster.Verbs.Acts;
using SidekiqCluster.Verbs.Values;

namespace SidekiqCluster.Verbs;

/// <summary>Moves jobs to another queue, which they then name as theirs.</summary>
internal sealed record JobMoveVerb : JobActVerb
{
    /// <summary>The queue they go to, to the end of its line.</summary>
    public required string To { get; init; }

    public override string Name => "move";

    protected override JobAct ActOf(VerbRun run)
    {
        var queue = QueueArgument.Usable(To, "--to");
        return new(Name, $" to queue {queue}", (shard, jobs, options, ct) => shard.Operations.MoveAsync(jobs, queue, options, ct));
    }
}
