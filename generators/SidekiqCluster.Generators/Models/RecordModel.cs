namespace SidekiqCluster.Generators.Models;

/// <summary>A record that stands for a hash of known keys.</summary>
/// <param name="CSharp">Its full name.</param>
/// <param name="Name">Its own name, unique within the job.</param>
internal sealed record RecordModel(string CSharp, string Name, bool IsValueType, EquatableArray<PropertyModel> Properties)
{
    /// <summary>Whether it stands for the keywords of an Active Job: those not given are not written, and the others named.</summary>
    public bool IsKeywords { get; init; }
}
