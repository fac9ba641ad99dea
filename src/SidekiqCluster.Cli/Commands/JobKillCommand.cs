using SidekiqCluster.Verbs;

namespace SidekiqCluster.Cli.Commands;

internal sealed class JobKillCommand(CommandContext context) : JobActCommand(
    context,
    "kill",
    "Moves jobs to the dead set, which is not trimmed; see 'set trim'.",
    "job kill --in retry --where 'class:HardJob age>7d'",
    "job kill --in retry --jid b4a577edbccf1d805744efa9")
{
    protected override JobActVerb ActOf(Run run) => new JobKillVerb();
}
