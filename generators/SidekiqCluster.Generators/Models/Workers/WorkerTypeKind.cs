namespace SidekiqCluster.Generators.Models.Workers;

/// <summary>What a signature says of a value, as far as JSON goes.</summary>
internal enum WorkerTypeKind
{
    /// <summary>Not known, or nothing that is the same in JSON.</summary>
    Unknown,
    Nil,
    Boolean,
    Integer,
    Float,
    Decimal,
    String,
    Date,
    Time,
    Array,

    /// <summary>A hash of any keys.</summary>
    Hash,

    /// <summary>A hash of known keys.</summary>
    Shape,
}
