namespace SidekiqCluster;

/// <summary>
/// What a fleet answers: one value for all its shards, and each shard's own part and outcome. A shard that did not answer in
/// time is a marked gap; one whose last good answer stands in is marked as stale.
/// </summary>
/// <typeparam name="T">What was asked for; where C# allows it, the answer converts to it.</typeparam>
[GenerateSerializer, Immutable, Alias("SidekiqCluster.FleetAnswer`1")]
public sealed record FleetAnswer<T>
{
    /// <summary>The answer of all shards that gave one, together.</summary>
    [Id(0)]
    public required T Value { get; init; }

    /// <summary>Every shard asked, by name.</summary>
    [Id(1)]
    public required IReadOnlyList<ShardPart<T>> Shards { get; init; }

    /// <summary>Whether every shard's part is in the answer and as fresh as was asked for.</summary>
    public bool IsComplete => Shards.All(static part => part.Outcome.IsOk);

    /// <summary>The shards whose part is missing or older than was asked for.</summary>
    public IEnumerable<ShardOutcome> Gaps => Shards.Select(static part => part.Outcome).Where(static outcome => !outcome.IsOk);

    /// <summary>The value alone, whatever the outcomes.</summary>
    public static implicit operator T(FleetAnswer<T> answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return answer.Value;
    }

    /// <summary>The same answer as something else.</summary>
    internal FleetAnswer<TOther> Select<TOther>(Func<T, TOther> selector) => new()
    {
        Value = selector(Value),
        Shards = [.. Shards.Select(part => new ShardPart<TOther>
        {
            Outcome = part.Outcome,
            Value = part.Outcome.HasAnswer ? selector(part.Value!) : default,
        })],
    };
}
