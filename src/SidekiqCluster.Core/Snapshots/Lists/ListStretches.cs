namespace SidekiqCluster.Snapshots;

/// <summary>What of a list is to be read at one moment.</summary>
/// <param name="Head">So many entries from the head.</param>
/// <param name="Tail">So many entries from the tail.</param>
/// <param name="WindowFrom">The place of the first entry of the window, from the head.</param>
/// <param name="Window">So many entries of the window.</param>
internal readonly record struct ListStretches(int Head, int Tail, long WindowFrom, int Window);
