using SidekiqCluster.TypedJobs;

namespace SidekiqCluster;

/// <summary>Which jobs an operation is about: all of some sources that match a filter, or records that were read before.</summary>
public sealed class JobSelection
{
    private JobSelection(JobSources? sources, JobFilter filter, IReadOnlyCollection<JobRecord>? records)
    {
        Sources = sources;
        Filter = filter;
        Records = records;
    }

    /// <summary>The sources to read; null when the records are given.</summary>
    internal JobSources? Sources { get; }

    /// <summary>Which of their jobs.</summary>
    internal JobFilter Filter { get; }

    /// <summary>The records; null when sources are to be read.</summary>
    internal IReadOnlyCollection<JobRecord>? Records { get; }

    /// <summary>In which order sources are read.</summary>
    internal JobOrder Order { get; private init; } = JobOrder.OldestFirst;

    /// <summary>Which of the jobs by how their arguments fit a class; null when that does not count.</summary>
    internal JobArgsScreen? Screen { get; private init; }

    /// <summary>Every job of these sources that matches at the time when the operation comes to it.</summary>
    public static JobSelection Where(JobSources sources, JobFilter filter)
    {
        ArgumentNullException.ThrowIfNull(sources);
        ArgumentNullException.ThrowIfNull(filter);
        return new JobSelection(sources, filter, null);
    }

    /// <summary>Exactly these jobs. One that is gone meanwhile is counted as gone.</summary>
    /// <remarks>A record stands for one copy: to act on all copies of equal bytes, give as many records.</remarks>
    public static JobSelection Of(params IReadOnlyCollection<JobRecord> jobs)
    {
        ArgumentNullException.ThrowIfNull(jobs);
        return new JobSelection(null, JobFilter.All, jobs);
    }

    /// <summary>The same jobs, if their arguments are as wanted, in this order.</summary>
    internal JobSelection With(JobArgsScreen screen, JobOrder order) => new(Sources, Filter, Records) { Screen = screen, Order = order };

    /// <summary>Of records that are given, those among the first so many that are of a shard; of sources, all.</summary>
    internal JobSelection In(string shard, long? limit) => Records is null
        ? this
        : new(Sources, Filter, [.. Records.Take((int)Math.Min(limit ?? int.MaxValue, int.MaxValue)).Where(job => job.Shard == shard)])
        {
            Screen = Screen,
            Order = Order,
        };
}
