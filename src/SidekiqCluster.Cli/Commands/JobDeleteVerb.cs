using SidekiqCluster.Cli.Acts;

namespace SidekiqCluster.Cli.Commands;

internal sealed class JobDeleteVerb(VerbContext context) : JobActVerb(
    context,
    "delete",
    "Removes jobs for good, malformed ones too.",
    "job delete --in queue:low --where class:HardJob",
    "job delete --in dead --where age>30d --rate 500/s --yes",
    "job delete --in all --jid b4a577edbccf1d805744efa9")
{
    protected override bool TakesAway => true;

    protected override JobAct ActOf(Run run) =>
        new(Name, string.Empty, (shard, jobs, options, ct) => shard.Operations.DeleteAsync(jobs, options, ct));
}
