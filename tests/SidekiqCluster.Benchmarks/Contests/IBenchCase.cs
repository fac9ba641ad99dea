namespace SidekiqCluster.Benchmarks.Contests;

/// <summary>A case of the bench.</summary>
internal interface IBenchCase
{
    /// <summary>The row of the table of targets.</summary>
    int Row { get; }

    /// <summary>The word by which it is asked for.</summary>
    string Name { get; }

    /// <summary>Whether the quick form looks at it: it is short, and has a ratio that tells of a regression.</summary>
    bool IsInQuick => true;

    /// <summary>Puts the data in place.</summary>
    Task<Contest> PrepareAsync(BenchGround ground);
}
