namespace SidekiqCluster.Queries.Paging;

/// <summary>How far a shard has been read.</summary>
/// <param name="Source">The source that was read last; null when none was begun.</param>
/// <param name="Mark">Where in that source.</param>
/// <param name="IsDone">Whether nothing is left.</param>
internal sealed record ShardPosition(JobSource? Source, SourceMark? Mark, bool IsDone)
{
    public static ShardPosition Start { get; } = new(null, null, IsDone: false);

    public static ShardPosition Done { get; } = new(null, null, IsDone: true);

    public static ShardPosition After(PagedJob job) => new(job.Record.Source, job.Mark, IsDone: false);
}
