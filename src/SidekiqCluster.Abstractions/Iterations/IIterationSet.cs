namespace SidekiqCluster;

/// <summary>How far iterable jobs have come (Sidekiq 7.3 and newer).</summary>
public interface IIterationSet
{
    /// <summary>Reads a job's state; null when it has none. One round trip.</summary>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    Task<IterationState?> GetAsync(string jid, CancellationToken cancellationToken = default);

    /// <summary>
    /// Reads the states of several jobs by id; jobs that have none are left out, and so are repeated ids. One round trip
    /// per 500 jobs.
    /// </summary>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    Task<IReadOnlyDictionary<string, IterationState>> GetManyAsync(
        IEnumerable<string> jids, CancellationToken cancellationToken = default);

    /// <summary>
    /// Cancels a job: it ends at its next step, or as soon as it starts. Works for a job that nobody knows yet, and holds for
    /// 30 days. One round trip, and at most every ten seconds two more for the versions of the processes.
    /// </summary>
    /// <returns>When the job was first cancelled, which is the present unless somebody was faster.</returns>
    /// <exception cref="OutcomeUnknownException">The reply was lost for good; cancelling again is harmless.</exception>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused; nothing was changed.</exception>
    Task<DateTimeOffset> CancelAsync(string jid, CancellationToken cancellationToken = default);
}
