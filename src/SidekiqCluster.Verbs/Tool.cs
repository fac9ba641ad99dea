namespace SidekiqCluster.Verbs;

/// <summary>The command line tool, which answers refer to.</summary>
internal static class Tool
{
    /// <summary>What it is called.</summary>
    public const string Name = "sidekiq-cluster";
}
