namespace SidekiqCluster.Operations;

/// <summary>How far an operation has come: with its request, all that somebody else needs to go on. Plain data.</summary>
[GenerateSerializer, Immutable, Alias("SidekiqCluster.OperationState")]
public sealed record OperationState
{
    /// <summary>The operation's name; the receipt of a chunk follows from it and the chunk's number.</summary>
    [Id(0)]
    public required Guid Act { get; init; }

    /// <summary>The moment that the filter counts ages from.</summary>
    [Id(1)]
    public required DateTimeOffset Now { get; init; }

    /// <summary>How many chunks are settled, those that were given up included.</summary>
    [Id(2)]
    public long Chunks { get; init; }

    /// <summary>How many jobs the next chunk has, which is in flight once the next step has been asked for; 0 when there is none.</summary>
    [Id(3)]
    public int InFlight { get; init; }

    /// <summary>When that chunk was told, by the clock of who told it.</summary>
    [Id(4)]
    public DateTimeOffset Since { get; init; }

    /// <summary>Of records that were given: how many stand before the first of that chunk. 0 where a filter chooses.</summary>
    [Id(5)]
    public int Read { get; init; }

    /// <summary>What had become of the jobs before the first of that chunk.</summary>
    [Id(6)]
    public required OperationResult Tally { get; init; }

    /// <summary>An operation that has not begun.</summary>
    public static OperationState Start(Guid act, OperationRequest request, DateTimeOffset now) => new()
    {
        Act = act,
        Now = now,
        Tally = OperationResult.Nothing(request.Operation, request.IsDryRun),
    };
}
