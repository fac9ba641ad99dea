namespace SidekiqCluster.Queries.Paging;

/// <summary>A job of a source that is read in order, and how far the source is read once it has been given.</summary>
/// <param name="record">The job.</param>
/// <param name="markOf">Makes the mark behind it.</param>
internal sealed class PagedJob(JobRecord record, Func<SourceMark> markOf)
{
    private SourceMark? _mark;

    public PagedJob(JobRecord record, SourceMark mark)
        : this(record, () => mark)
    {
    }

    /// <summary>The job.</summary>
    public JobRecord Record => record;

    /// <summary>
    /// The mark behind it, made when it is first asked for: before the job after the next one is asked for. Of the last job that was given
    /// it may be asked for at any time.
    /// </summary>
    public SourceMark Mark => _mark ??= markOf();
}
