namespace SidekiqCluster.Operations;

/// <summary>When and how a queue is swapped for a copy of itself without the jobs that are deleted. Tests take smaller ones.</summary>
internal sealed record SwapOptions
{
    /// <summary>What is good for long queues.</summary>
    public static SwapOptions Default { get; } = new();

    /// <summary>Walks through the queue that deleting in place must be expected to cost at least.</summary>
    public int FewestWalks { get; init; } = 30;

    /// <summary>Jobs that are deleted at once; the others by another copy. They are held in memory.</summary>
    public int MostJobs { get; init; } = 500_000;

    /// <summary>Entries that a script copies: about 2 ms of the server's time.</summary>
    public int Window { get; init; } = 1_000;

    /// <summary>Entries by which two windows are known to be neighbours. What this gets wrong, the count at the end finds.</summary>
    public int Run { get; init; } = 16;

    /// <summary>Entries at each end by which the queue is known in the end; all different.</summary>
    public int Anchor { get; init; } = 128;

    /// <summary>How far entries may have moved since they were read.</summary>
    public int Slack { get; init; } = 64;

    /// <summary>Entries behind a mark that must be left, as they may be popped before the swap.</summary>
    public int Margin { get; init; } = 500;

    /// <summary>Pushed entries that are left to the swap itself.</summary>
    public int MostPushed { get; init; } = 500;

    /// <summary>How often it is tried.</summary>
    public int Attempts { get; init; } = 3;

    /// <summary>How long the copy lives when nobody goes on with it.</summary>
    public TimeSpan Lifetime { get; init; } = TimeSpan.FromSeconds(60);
}
