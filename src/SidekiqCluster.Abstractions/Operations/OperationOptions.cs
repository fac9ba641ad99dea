namespace SidekiqCluster;

/// <summary>How an operation on many jobs goes about its work.</summary>
public sealed record OperationOptions
{
    /// <summary>Every matching job, at once, as fast as the server takes it.</summary>
    public static OperationOptions Default { get; } = new();

    /// <summary>Whether to count only and change nothing. Read by every operation.</summary>
    /// <value>Default: false.</value>
    public bool IsDryRun { get; init; }

    /// <summary>How many jobs at most are matched, from the order in which the source is read.</summary>
    /// <value>Default: null, all. At least 1.</value>
    public long? Limit { get; init; }

    /// <summary>How many jobs per second at most are acted on.</summary>
    /// <value>Default: null, no limit. Greater than 0.</value>
    public double? JobsPerSecond { get; init; }

    /// <summary>Told after every chunk; on the thread that works, so it should return quickly.</summary>
    /// <value>Default: null.</value>
    public IProgress<OperationProgress>? Progress { get; init; }

    /// <summary>Saves the jobs before they are deleted. Read by deleting; refused by every other operation.</summary>
    /// <value>Default: null, nothing is saved. In a dry run nothing is either.</value>
    public SavedJobWriter? Save { get; init; }

    /// <summary>Told the size of each chunk before it is sent: waits until it may be; null for at once.</summary>
    internal Func<int, CancellationToken, Task>? Pace { get; init; }

    /// <summary>Jobs to act on at once: no more than a second's worth, as a slow pace is one of small steps.</summary>
    internal int ChunkOf(int most) => (int)Math.Clamp(JobsPerSecond ?? most, 1, most);

    /// <summary>Checks the values.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value breaks its rule; the message names both.</exception>
    internal void Validate()
    {
        if (Limit is < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(Limit), Limit, "`Limit` must be at least 1, or null for all.");
        }

        if (JobsPerSecond is { } rate && !(rate > 0))
        {
            throw new ArgumentOutOfRangeException(
                nameof(JobsPerSecond), rate, "`JobsPerSecond` must be greater than 0, or null for no limit.");
        }
    }

    /// <summary>Checks that this operation reads all that is set.</summary>
    /// <exception cref="ArgumentException">Something is to be saved that is not deleted.</exception>
    internal void ValidateFor(JobOperation operation)
    {
        Validate();
        if (Save is not null && operation != JobOperation.Delete)
        {
            throw new ArgumentException($"`Save` is for deleting; leave it null to {operation.ToString().ToLowerInvariant()} jobs.");
        }
    }
}
