using SidekiqCluster.Cli.Acts;

namespace SidekiqCluster.Cli.Commands;

internal sealed class JobRetryVerb(VerbContext context) : JobActVerb(
    context,
    "retry",
    "Puts jobs of sets back into their queues, with one retry less counted.",
    "job retry --in retry dead --where 'class:HardJob error:Timeout*' --rate 200/s",
    "job retry --in dead --jid b4a577edbccf1d805744efa9")
{
    protected override bool IsForQueues => false;

    protected override JobAct ActOf(Run run) =>
        new(Name, string.Empty, (shard, jobs, options, ct) => shard.Operations.RetryAsync(jobs, options, ct));
}
