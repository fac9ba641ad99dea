namespace SidekiqCluster.TypedJobs;

/// <summary>The types that a schema file counts, in the order in which it lists them.</summary>
internal enum SeenType
{
    Null,
    Boolean,

    /// <summary>A number without fraction and exponent that 64 bits hold.</summary>
    Integer,

    /// <summary>Any other number that a double can hold the magnitude of.</summary>
    Float,
    String,
    Array,
    Hash,

    /// <summary>What no other type describes: a number out of range, a value nested too deep, one that is encrypted.</summary>
    Any,
}
