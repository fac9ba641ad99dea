namespace SidekiqCluster.Queries.Paging;

/// <summary>
/// The order of jobs of several shards: by source, in a set by score, in queues by the time they were enqueued (else
/// created), those without a time at once; then by shard name and by bytes.
/// </summary>
internal sealed class JobMergeOrder(SourceOrder sources, bool newestFirst) : IComparer<JobRecord>
{
    public int Compare(JobRecord? x, JobRecord? y)
    {
        var bySource = sources.Compare(x!.Source, y!.Source);
        if (bySource != 0)
        {
            return bySource;
        }

        var byTime = CompareTimes(x, y);
        if (byTime != 0)
        {
            return byTime;
        }

        var byShard = string.CompareOrdinal(x.Shard, y.Shard);
        return byShard != 0 ? byShard : x.Raw.Span.SequenceCompareTo(y.Raw.Span);
    }

    private int CompareTimes(JobRecord x, JobRecord y)
    {
        if (x is SortedEntry entry && y is SortedEntry other)
        {
            return newestFirst ? other.Score.CompareTo(entry.Score) : entry.Score.CompareTo(other.Score);
        }

        return (TimeOf(x), TimeOf(y)) switch
        {
            (null, null) => 0,
            (null, _) => -1,
            (_, null) => 1,
            ({ } time, { } otherTime) => newestFirst ? otherTime.CompareTo(time) : time.CompareTo(otherTime),
        };
    }

    private static DateTimeOffset? TimeOf(JobRecord job) => job.EnqueuedAt ?? job.CreatedAt;
}
