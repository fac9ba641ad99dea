namespace SidekiqCluster.Benchmarks.Contests;

/// <summary>A case made ready: data is in place, and these are to run.</summary>
internal sealed record Contest
{
    /// <summary>What is done, and over how much, in one line.</summary>
    public required string Size { get; init; }

    /// <summary>Ours first.</summary>
    public required IReadOnlyList<Contestant> Contestants { get; init; }

    /// <summary>What is to be reached.</summary>
    public required IReadOnlyList<Goal> Goals { get; init; }

    /// <summary>Whether anybody asks Redis, so that stalls and pings mean something.</summary>
    public bool AsksRedis { get; init; } = true;

    /// <summary>What else was seen while it was made ready, in lines of prose.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Gives back what was held.</summary>
    public Func<ValueTask> EndAsync { get; init; } = () => ValueTask.CompletedTask;
}
