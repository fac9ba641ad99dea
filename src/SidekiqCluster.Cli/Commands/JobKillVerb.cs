using SidekiqCluster.Cli.Acts;

namespace SidekiqCluster.Cli.Commands;

internal sealed class JobKillVerb(VerbContext context) : JobActVerb(
    context,
    "kill",
    "Moves jobs to the dead set, which is not trimmed; see 'set trim'.",
    "job kill --in retry --where 'class:HardJob age>7d'",
    "job kill --in retry --jid b4a577edbccf1d805744efa9")
{
    protected override bool TakesAway => true;

    protected override JobAct ActOf(Run run) =>
        new(Name, string.Empty, (shard, jobs, options, ct) => shard.Operations.KillAsync(jobs, options, ct));
}
