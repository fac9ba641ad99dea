namespace SidekiqCluster.Generators.Models;

/// <summary>A member of an enum and the string it stands for.</summary>
/// <param name="Value">Its number.</param>
/// <param name="IsAlias">Whether an earlier member has the same value, and its string is written for both.</param>
internal sealed record EnumMemberModel(string Name, string JsonName, string Value, bool IsAlias = false);
