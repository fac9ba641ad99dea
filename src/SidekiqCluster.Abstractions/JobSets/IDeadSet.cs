namespace SidekiqCluster;

/// <summary>The jobs that Sidekiq has given up on, by the time of their death. Members need not be JSON.</summary>
public interface IDeadSet : IJobSet
{
    /// <summary>
    /// Puts any bytes into the set with the present as their time of death, and never trims it. Death handlers live in
    /// Ruby processes and are not told. One round trip.
    /// </summary>
    /// <returns>Whether no job of these bytes was there; else that one has the new time of death now.</returns>
    /// <exception cref="OutcomeUnknownException">The reply was lost for good.</exception>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused; nothing was changed.</exception>
    Task<bool> AddAsync(ReadOnlyMemory<byte> payload, CancellationToken cancellationToken = default);

    /// <summary>
    /// Removes the oldest entries until at most so many are left and none is too old. In chunks that each count anew what
    /// is too many, so that none holds Redis for more than a few milliseconds and a job that was just killed stays.
    /// </summary>
    /// <param name="maxJobs">How many entries stay at most; null for any number. Ruby keeps one less than its limit.</param>
    /// <param name="maxAge">The greatest time since death; null for any.</param>
    /// <param name="progress">Told after every chunk how many were removed so far; null for nobody.</param>
    /// <param name="cancellationToken">Ends the work between two chunks; what was removed is gone.</param>
    /// <returns>How many entries were removed.</returns>
    /// <exception cref="ArgumentException">Neither limit is given.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A limit is negative.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; progress has told what was removed.</exception>
    /// <exception cref="OutcomeUnknownException">A reply was lost for good; trimming again is harmless.</exception>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    Task<long> TrimAsync(
        long? maxJobs,
        TimeSpan? maxAge,
        IProgress<long>? progress = null,
        CancellationToken cancellationToken = default);
}
