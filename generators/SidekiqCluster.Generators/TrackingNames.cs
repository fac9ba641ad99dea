namespace SidekiqCluster.Generators;

/// <summary>The names of the pipeline's steps, by which tests follow them.</summary>
internal static class TrackingNames
{
    public const string ParsedJobs = nameof(ParsedJobs);
    public const string Jobs = nameof(Jobs);
    public const string Diagnostics = nameof(Diagnostics);
    public const string Duplicates = nameof(Duplicates);
    public const string Settings = nameof(Settings);
    public const string WorkerFiles = nameof(WorkerFiles);
    public const string ParsedFiles = nameof(ParsedFiles);
    public const string FileDiagnostics = nameof(FileDiagnostics);
    public const string Resolved = nameof(Resolved);
    public const string Workers = nameof(Workers);
    public const string WorkerDiagnostics = nameof(WorkerDiagnostics);
}
