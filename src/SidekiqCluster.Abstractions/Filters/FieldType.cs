namespace SidekiqCluster.Filters;

/// <summary>What the values of a field are.</summary>
internal enum FieldType
{
    Text,
    Number,
    Time,
    Duration,
    Boolean,

    /// <summary>An argument: any JSON.</summary>
    Any,

    /// <summary>All arguments: an array, which is only compared with null.</summary>
    Array,
}
