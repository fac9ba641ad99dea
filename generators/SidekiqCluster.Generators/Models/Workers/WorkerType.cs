namespace SidekiqCluster.Generators.Models.Workers;

/// <summary>A type out of a signature or a schema file.</summary>
internal sealed record WorkerType(WorkerTypeKind Kind)
{
    public static readonly WorkerType Unknown = new(WorkerTypeKind.Unknown);

    public bool IsNullable { get; init; }

    /// <summary>The type of the elements of an array or the values of a hash.</summary>
    public WorkerType? Element { get; init; }

    /// <summary>The keys of a shape.</summary>
    public EquatableArray<WorkerKey> Keys { get; init; }

    public bool IsKnown => Kind is not (WorkerTypeKind.Unknown or WorkerTypeKind.Nil);

    public WorkerType OrNil() => this with { IsNullable = true };

    /// <summary>The type in words, for a diagnostic.</summary>
    public string Describe() => Kind switch
    {
        WorkerTypeKind.Array => $"array of {Element!.Describe()}",
        WorkerTypeKind.Hash => $"hash of {Element!.Describe()}",
        WorkerTypeKind.Shape => $"hash of {string.Join(", ", Keys.Select(static key => key.Name))}",
        WorkerTypeKind.Unknown => "anything",
        _ => Kind.ToString().ToLowerInvariant(),
    } + (IsNullable ? " or nil" : "");
}
