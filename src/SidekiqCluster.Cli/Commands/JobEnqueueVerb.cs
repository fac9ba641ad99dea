using SidekiqCluster.Cli.Acts;

namespace SidekiqCluster.Cli.Commands;

internal sealed class JobEnqueueVerb(VerbContext context) : JobActVerb(
    context,
    "enqueue",
    "Puts jobs of sets into their queues as they are, as the scheduler would.",
    "job enqueue --in scheduled --where 'class:HardJob at<+1h'",
    "job enqueue --in scheduled --jid b4a577edbccf1d805744efa9")
{
    protected override bool IsForQueues => false;

    protected override JobAct ActOf(Run run) =>
        new(Name, string.Empty, (shard, jobs, options, ct) => shard.Operations.AddToQueueAsync(jobs, options, ct));
}
