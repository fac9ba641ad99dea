namespace SidekiqCluster.Generators;

/// <summary>The names of the pipeline's steps, by which tests follow them.</summary>
internal static class TrackingNames
{
    public const string ParsedJobs = nameof(ParsedJobs);
    public const string Jobs = nameof(Jobs);
    public const string Diagnostics = nameof(Diagnostics);
    public const string Duplicates = nameof(Duplicates);
}
