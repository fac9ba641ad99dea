namespace SidekiqCluster;

/// <summary>
/// The jobs in flight, as of the last heartbeats of the processes that run them: up to ten seconds old, and blind to
/// jobs that came and went between two heartbeats.
/// </summary>
public interface IWorkSet
{
    /// <summary>
    /// Reads all jobs in flight, oldest first, then by process and thread; those without a start time last. Entries
    /// that cannot be read are listed with a malformed job. One round trip for the processes, one more for every 250.
    /// </summary>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    Task<IReadOnlyList<Work>> ListAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// The jobs of one class in flight, with typed arguments, as <see cref="ListAsync"/> finds them when the query is run. They are
    /// in no list, so every act refuses them.
    /// </summary>
    /// <typeparam name="T">The record of the class's arguments.</typeparam>
    TypedJobQuery<T> Jobs<T>()
        where T : class, ISidekiqJobArgs<T>;

    /// <summary>
    /// Counts the jobs in flight as the processes count them, which need not be what <see cref="ListAsync"/> finds.
    /// One round trip for the processes, one more for every 500.
    /// </summary>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    Task<long> CountAsync(CancellationToken cancellationToken = default);

    /// <summary>Finds the oldest job in flight of this id; null when there is none. Costs a <see cref="ListAsync"/>.</summary>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    Task<Work?> FindWorkAsync(string jid, CancellationToken cancellationToken = default);
}
