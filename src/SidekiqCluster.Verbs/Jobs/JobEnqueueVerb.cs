using SidekiqCluster.Verbs.Acts;

namespace SidekiqCluster.Verbs;

/// <summary>Puts jobs of sets into their queues as they are, as the scheduler would.</summary>
internal sealed record JobEnqueueVerb : JobActVerb
{
    public override string Name => "enqueue";

    protected override bool IsForQueues => false;

    protected override JobAct ActOf(VerbRun run) =>
        new(Name, string.Empty, (shard, jobs, options, ct) => shard.Operations.AddToQueueAsync(jobs, options, ct));
}
