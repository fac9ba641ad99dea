namespace SidekiqCluster.Grains;

/// <summary>What a grain answers out of what it remembers of its shard.</summary>
/// <typeparam name="T">What was asked for.</typeparam>
[GenerateSerializer, Immutable, Alias("SidekiqCluster.GrainAnswer`1")]
public sealed record GrainAnswer<T>
{
    /// <summary>The answer.</summary>
    [Id(0)]
    public required T Value { get; init; }

    /// <summary>When reading it from Redis began, by the silo's clock: it shows the shard at that time or later.</summary>
    [Id(1)]
    public required DateTimeOffset CapturedAt { get; init; }

    /// <summary>Why nothing newer could be had, when this is older than the caller would have it.</summary>
    /// <value>Null for an answer as fresh as was asked for.</value>
    [Id(2)]
    public string? StaleBecause { get; init; }
}
