namespace SidekiqCluster.Grains;

/// <summary>The scheduled, retry or dead set of one shard, keyed by <see cref="JobSetKey"/>.</summary>
[Alias("SidekiqCluster.IJobSetGrain")]
public interface IJobSetGrain : IJobSourceGrain
{
    /// <summary>The jobs of one score, optionally only those of one id.</summary>
    [Alias("FetchScore")]
    Task<GrainAnswer<JobBatch>> FetchScoreAsync(
        double score, string? jid, Tolerance tolerance, CancellationToken cancellationToken = default);

    /// <summary>The jobs between two times, both included, optionally only those of one id; the lowest score first.</summary>
    [Alias("FetchTimes")]
    Task<GrainAnswer<JobBatch>> FetchTimesAsync(
        DateTimeOffset from, DateTimeOffset to, string? jid, Tolerance tolerance, CancellationToken cancellationToken = default);

    /// <summary>Schedules a job, or puts any bytes into the dead set; whether no job of these bytes was there.</summary>
    /// <param name="act">The act's name: repeated with it within ten minutes, it is done once and answers the same.</param>
    /// <param name="payload">The bytes.</param>
    /// <param name="at">When a scheduled job is due; null for the dead set, which takes the present.</param>
    [Alias("Add")]
    Task<bool> AddAsync(Guid act, byte[] payload, DateTimeOffset? at);

    /// <summary>Removes the first job with this score and id; whether there was one.</summary>
    /// <inheritdoc cref="IJobSourceGrain.ClearAsync" path="/param"/>
    [Alias("Delete")]
    Task<bool> DeleteAsync(Guid act, double score, string jid);

    /// <summary>Removes the oldest jobs of the dead set over limits. Streams how many are removed so far; the next chunk is sent when the next number is asked for. A null says that the silo lives.</summary>
    /// <param name="maxJobs">The most jobs that stay; null for any number.</param>
    /// <param name="maxAge">The age up to which jobs stay; null for any.</param>
    /// <param name="cancellationToken">Ends the work between two chunks.</param>
    [Alias("Trim")]
    IAsyncEnumerable<long?> TrimAsync(long? maxJobs, TimeSpan? maxAge, CancellationToken cancellationToken = default);
}
