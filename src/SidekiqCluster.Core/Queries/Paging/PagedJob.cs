namespace SidekiqCluster.Queries.Paging;

/// <summary>A job, and how far its source is read once it has been given.</summary>
internal sealed record PagedJob(JobRecord Record, SourceMark Mark);
