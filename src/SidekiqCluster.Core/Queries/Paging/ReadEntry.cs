namespace SidekiqCluster.Queries.Paging;

/// <summary>An entry that was read.</summary>
/// <param name="Digest">The digest of its bytes.</param>
/// <param name="Age">How many entries were read after it.</param>
internal readonly record struct ReadEntry(ulong Digest, int Age);
