namespace SidekiqCluster.Generators.Models;

/// <summary>An enum whose members stand for strings.</summary>
/// <param name="CSharp">Its full name.</param>
/// <param name="Name">Its own name, unique within the job.</param>
internal sealed record EnumModel(string CSharp, string Name, EquatableArray<EnumMemberModel> Members);
