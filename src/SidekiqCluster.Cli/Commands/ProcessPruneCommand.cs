using SidekiqCluster.Verbs;

namespace SidekiqCluster.Cli.Commands;

internal sealed class ProcessPruneCommand(CommandContext context) : VerbCommand(
    context,
    "prune",
    "Takes processes off the list whose record has expired, unless that was done within the last minute.",
    "process prune")
{
    public override bool CanWatch => false;

    protected override Verb VerbOf(Run run) => new ProcessPruneVerb();
}
