using SidekiqCluster.Verbs;

namespace SidekiqCluster.Cli.Commands;

internal sealed class ProcessListCommand(CommandContext context) : VerbCommand(
    context, "list", "Living Sidekiq processes as of their last heartbeats.", "process list", "process list --watch")
{
    protected override Verb VerbOf(Run run) => new ProcessListVerb();
}
