namespace SidekiqCluster.Grains;

/// <summary>
/// The jobs of one queue or set. It answers from a snapshot, refreshed when it is older than the caller would have it;
/// one refresh serves all who wait. What does not fit into the silo's memory budget is streamed from Redis, with the same answer.
/// </summary>
[Alias("SidekiqCluster.IJobSourceGrain")]
public interface IJobSourceGrain : IGrainWithStringKey
{
    /// <summary>How many jobs there are.</summary>
    [Alias("GetSize")]
    Task<GrainAnswer<long>> GetSizeAsync(Tolerance tolerance, CancellationToken cancellationToken = default);

    /// <summary>Some neighbours, by their place from the end that the order begins at.</summary>
    [Alias("GetSlice")]
    Task<GrainAnswer<JobSlice>> GetSliceAsync(
        long offset, int count, JobOrder order, Tolerance tolerance, CancellationToken cancellationToken = default);

    /// <summary>Streams the jobs that a filter takes. The filter runs on the silo, off the grain's turn.</summary>
    [Alias("Read")]
    IAsyncEnumerable<JobBatch?> ReadAsync(JobReading reading, CancellationToken cancellationToken = default);

    /// <summary>The first job with this id; null when there is none.</summary>
    [Alias("FindJob")]
    Task<GrainAnswer<JobRecord?>> FindJobAsync(string jid, Tolerance tolerance, CancellationToken cancellationToken = default);

    /// <summary>The job with this address; null when it is not there (any more).</summary>
    [Alias("GetEntry")]
    Task<GrainAnswer<JobRecord?>> GetEntryAsync(EntryId id, Tolerance tolerance, CancellationToken cancellationToken = default);

    /// <summary>Removes all jobs; answers how many there were.</summary>
    /// <param name="act">The act's name: repeated with it within ten minutes, it is done once and answers the same.</param>
    [Alias("Clear")]
    Task<long> ClearAsync(Guid act);
}
