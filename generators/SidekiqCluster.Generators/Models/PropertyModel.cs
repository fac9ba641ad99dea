namespace SidekiqCluster.Generators.Models;

/// <summary>A property of a hash.</summary>
internal sealed record PropertyModel(ParameterModel Parameter, PropertyKind Kind)
{
    /// <summary>Whether the hash may lack the key.</summary>
    public bool MayLack => Kind == PropertyKind.Optional || Parameter.IsOptional || Parameter.Type.IsNullable;
}
