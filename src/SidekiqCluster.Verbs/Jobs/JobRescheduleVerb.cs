using SidekiqCluster.Verbs.Acts;
using SidekiqCluster.Verbs.Answers;
using SidekiqCluster.Verbs.Values;

namespace SidekiqCluster.Verbs;

/// <summary>Gives jobs of sets another time.</summary>
internal sealed record JobRescheduleVerb : JobActVerb
{
    /// <summary>When they are due.</summary>
    public required Moment At { get; init; }

    /// <summary>Spread them at random over so long after that; zero for all at once.</summary>
    public TimeSpan Spread { get; init; }

    public override string Name => "reschedule";

    protected override bool IsForQueues => false;

    protected override JobAct ActOf(VerbRun run)
    {
        var at = At.ResolveFuture("--at", run.Now, "'job enqueue' to run the jobs now");
        if (Spread > DateTimeOffset.MaxValue - at)
        {
            throw VerbException.Usage("--spread ends after the year 9999; use a shorter one.");
        }

        return new(
            Name,
            $" to {Human.Time(at)}" + (Spread > TimeSpan.Zero ? $" and up to {Human.Duration(Spread)} later" : string.Empty),
            (shard, jobs, options, ct) => shard.Operations.RescheduleAsync(jobs, at, Spread, options, ct));
    }
}
