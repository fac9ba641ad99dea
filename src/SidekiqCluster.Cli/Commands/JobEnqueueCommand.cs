using SidekiqCluster.Verbs;

namespace SidekiqCluster.Cli.Commands;

internal sealed class JobEnqueueCommand(CommandContext context) : JobActCommand(
    context,
    "enqueue",
    "Puts jobs of sets into their queues as they are, as the scheduler would.",
    "job enqueue --in scheduled --where 'class:HardJob at<+1h'",
    "job enqueue --in scheduled --jid b4a577edbccf1d805744efa9")
{
    protected override JobActVerb ActOf(Run run) => new JobEnqueueVerb();
}
