using SidekiqCluster.Queues;

namespace SidekiqCluster.Operations;

/// <summary>An operation as it is asked for: all that it needs to know, wherever it runs.</summary>
/// <param name="Operation">What to do; anything but to restore.</param>
/// <param name="Jobs">To which jobs.</param>
[GenerateSerializer, Immutable, Alias("SidekiqCluster.OperationRequest")]
public sealed record OperationRequest(JobOperation Operation, JobSelection Jobs)
{
    /// <summary>The new time of a reschedule.</summary>
    [Id(0)]
    public DateTimeOffset At { get; init; }

    /// <summary>The span over which a reschedule or a retry spreads the jobs; zero for none.</summary>
    [Id(1)]
    public TimeSpan Spread { get; init; }

    /// <summary>The queue that jobs are moved to; null for any other operation.</summary>
    [Id(2)]
    public string? Queue { get; init; }

    /// <inheritdoc cref="OperationOptions.IsDryRun"/>
    [Id(3)]
    public bool IsDryRun { get; init; }

    /// <inheritdoc cref="OperationOptions.Limit"/>
    [Id(4)]
    public long? Limit { get; init; }

    /// <inheritdoc cref="OperationOptions.JobsPerSecond"/>
    [Id(5)]
    public double? JobsPerSecond { get; init; }

    /// <summary>Whether each step tells its jobs, for the caller to save them.</summary>
    [Id(6)]
    public bool Saves { get; init; }

    /// <summary>The request as a caller's options have it.</summary>
    /// <exception cref="ArgumentException">An option breaks its rule; the message names both.</exception>
    public static OperationRequest Of(JobOperation operation, JobSelection jobs, OperationOptions? options)
    {
        ArgumentNullException.ThrowIfNull(jobs);
        options ??= OperationOptions.Default;
        options.ValidateFor(operation);
        return new OperationRequest(operation, jobs)
        {
            IsDryRun = options.IsDryRun,
            Limit = options.Limit,
            JobsPerSecond = options.JobsPerSecond,
            Saves = options.Save is not null && !options.IsDryRun,
        };
    }

    /// <summary>Checks what is asked for.</summary>
    /// <param name="now">The present.</param>
    /// <exception cref="ArgumentException">A value breaks its rule; the message tells which.</exception>
    public void Check(DateTimeOffset now)
    {
        if (Operation == JobOperation.Reschedule)
        {
            ThrowIfPast(At, now);
        }

        if (Operation == JobOperation.Move)
        {
            QueueNames.ThrowIfForbidden(Queue!, "queue");
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(Spread, TimeSpan.Zero, "spread");
        ArgumentOutOfRangeException.ThrowIfGreaterThan(
            Spread, DateTimeOffset.MaxValue - (Operation == JobOperation.Reschedule ? At : now), "spread");
    }

    /// <summary>Jobs to act on at once: no more than a second's worth, as a slow pace is one of small steps.</summary>
    public int ChunkOf(int most) => new OperationOptions { JobsPerSecond = JobsPerSecond }.ChunkOf(most);

    private static void ThrowIfPast(DateTimeOffset at, DateTimeOffset now)
    {
        if (at < now)
        {
            throw new ArgumentOutOfRangeException(nameof(at), at, "The time is in the past; add the jobs to their queues instead.");
        }
    }
}
