using SidekiqCluster.Verbs.Acts;
using SidekiqCluster.Verbs.Answers;

namespace SidekiqCluster.Verbs;

/// <summary>Puts jobs of sets back into their queues, with one retry less counted.</summary>
internal sealed record JobRetryVerb : JobActVerb
{
    /// <summary>Run them at random times within so long from now, out of the retry set; zero for at once.</summary>
    public TimeSpan Spread { get; init; }

    public override string Name => "retry";

    protected override bool IsForQueues => false;

    protected override JobAct ActOf(VerbRun run) => Spread > DateTimeOffset.MaxValue - run.Now
        ? throw VerbException.Usage("--spread ends after the year 9999; use a shorter one.")
        : new(
            Name,
            Spread > TimeSpan.Zero ? $", spread over {Human.Duration(Spread)}" : string.Empty,
            (shard, jobs, options, ct) => shard.Operations.RetryAsync(jobs, Spread, options, ct));
}
