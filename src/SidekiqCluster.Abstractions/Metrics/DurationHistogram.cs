namespace SidekiqCluster;

/// <summary>Successful executions by duration, in Sidekiq's 26 buckets, fastest first.</summary>
/// <param name="Counts">26 counts; each is capped at 65,535 by Sidekiq.</param>
[GenerateSerializer, Immutable, Alias("SidekiqCluster.DurationHistogram")]
public sealed record DurationHistogram(IReadOnlyList<int> Counts)
{
    /// <summary>The number of buckets.</summary>
    public const int BucketCount = 26;

    /// <summary>
    /// Each bucket's bound: it counts durations below this and not below the previous. The last has none.
    /// </summary>
    public static IReadOnlyList<TimeSpan?> Bounds { get; } =
    [
        .. new[]
        {
            20, 30, 45, 65, 100, 150, 225, 335, 500, 750, 1100, 1700, 2500, 3800, 5750, 8500, 13000, 20000, 30000,
            45000, 65000, 100000, 150000, 225000, 335000,
        }.Select(ms => (TimeSpan?)TimeSpan.FromMilliseconds(ms)),
        null,
    ];

    /// <summary>Each bucket's label, as Sidekiq's page shows it.</summary>
    public static IReadOnlyList<string> Labels { get; } =
    [
        "20ms", "30ms", "45ms", "65ms", "100ms", "150ms", "225ms", "335ms", "500ms", "750ms", "1.1s", "1.7s", "2.5s",
        "3.8s", "5.75s", "8.5s", "13s", "20s", "30s", "45s", "65s", "100s", "150s", "225s", "335s", "Slow",
    ];
}
