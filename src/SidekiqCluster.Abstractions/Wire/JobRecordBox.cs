namespace SidekiqCluster.Wire;

/// <summary>A job on its way where there may be none.</summary>
/// <param name="Job">The job.</param>
[GenerateSerializer, Immutable, Alias("SidekiqCluster.JobRecordBox")]
internal sealed record JobRecordBox([property: Id(0)] JobRecordSurrogate<JobRecord> Job);
