using SidekiqCluster.Verbs.Acts;

namespace SidekiqCluster.Verbs;

/// <summary>Moves jobs to the dead set, which is not trimmed.</summary>
internal sealed record JobKillVerb : JobActVerb
{
    public override string Name => "kill";

    protected override bool TakesAway => true;

    protected override JobAct ActOf(VerbRun run) =>
        new(Name, string.Empty, (shard, jobs, options, ct) => shard.Operations.KillAsync(jobs, options, ct));
}
