using SidekiqCluster.Passes;

namespace SidekiqCluster.Queries;

/// <summary>
/// The queues and sets of a shard: how they are read, and who is told what acts have done to them, so that who acted sees
/// it whatever else an answer is made of.
/// </summary>
internal interface IShardSources
{
    /// <summary>The same, no older than the moment when they are asked: what acts choose their jobs from.</summary>
    IShardSources Current { get; }

    /// <summary>Reads one source.</summary>
    ISourceReader Of(JobSource source);

    /// <summary>The registered queues by name.</summary>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    Task<IReadOnlyList<JobSource>> ListQueuesAsync(CancellationToken cancellationToken);

    /// <summary>The jobs in flight, as of a moment after what was read of the sources before.</summary>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    Task<IReadOnlyList<Work>> ListWorkAsync(CancellationToken cancellationToken);

    /// <summary>Jobs were taken out of a source.</summary>
    /// <param name="source">The source.</param>
    /// <param name="payloads">Their bytes.</param>
    /// <param name="isNow">Whether that was just now; else they may be back by now.</param>
    void Removed(JobSource source, IReadOnlyCollection<ReadOnlyMemory<byte>> payloads, bool isNow);

    /// <summary>Jobs were put into a source, or have another score in it.</summary>
    /// <param name="source">The source.</param>
    /// <param name="entries">The jobs, in the order in which it was done.</param>
    /// <param name="isNow">Whether that was just now; else they may be gone by now.</param>
    void Added(JobSource source, IReadOnlyCollection<RawEntry> entries, bool isNow);

    /// <summary>Something was done to a source, or may have been.</summary>
    void Changed(JobSource source);
}
