namespace SidekiqCluster.Server.Requests;

/// <summary>How the jobs of one place are removed.</summary>
/// <param name="DryRun">Whether to tell how many would be removed, and change nothing.</param>
internal sealed record RemovalBody(bool DryRun);
