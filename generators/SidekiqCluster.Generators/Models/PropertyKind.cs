namespace SidekiqCluster.Generators.Models;

/// <summary>How a property of a hash gets its value.</summary>
internal enum PropertyKind
{
    /// <summary>Through the constructor.</summary>
    Constructor,

    /// <summary>Through an initializer, because it is <c>required</c>.</summary>
    Required,

    /// <summary>Through <c>with</c>, when its key is there.</summary>
    Optional,
}
