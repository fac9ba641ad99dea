using SidekiqCluster.Passes;
using SidekiqCluster.Queries;
using SidekiqCluster.Redis;

namespace SidekiqCluster.Snapshots;

/// <summary>Questions are answered from snapshots on some terms, and acts are told to these.</summary>
internal sealed class SnapshotSources(ShardConnection connection, ShardSnapshots snapshots, SnapshotTerms terms) : IShardSources
{
    /// <remarks>Who acts would rather fail than act on what is no longer so.</remarks>
    public IShardSources Current =>
        new SnapshotSources(connection, snapshots, terms with { Staleness = TimeSpan.Zero, Patience = null });

    public ISourceReader Of(JobSource source) =>
        new SnapshotReader(new RedisSourceReader(connection, source), snapshots, source, terms, connection);

    public Task<IReadOnlyList<JobSource>> ListQueuesAsync(CancellationToken cancellationToken) =>
        snapshots.Queues.ListAsync(terms, cancellationToken);

    public Task<IReadOnlyList<Work>> ListWorkAsync(CancellationToken cancellationToken) =>
        snapshots.Work.ListAsync(terms, cancellationToken);

    public void Removed(JobSource source, IReadOnlyCollection<ReadOnlyMemory<byte>> payloads, bool isNow) =>
        snapshots.Find(source)?.Removed(payloads, isNow);

    public void Added(JobSource source, IReadOnlyCollection<RawEntry> entries, bool isNow)
    {
        snapshots.Find(source)?.Added(entries, isNow);
        InvalidateLists(source);
    }

    public void Changed(JobSource source)
    {
        snapshots.Find(source)?.Invalidate();
        InvalidateLists(source);
    }

    private void InvalidateLists(JobSource source)
    {
        if (source.Kind == JobSourceKind.Queue)
        {
            snapshots.Queues.Invalidate();
        }
        else if (source == JobSource.Work)
        {
            snapshots.Work.Invalidate();
        }
    }
}
