using SidekiqCluster.Passes;
using SidekiqCluster.Redis;

namespace SidekiqCluster.Queries;

/// <summary>Each question goes to Redis. Nobody needs to be told of acts, as Redis shows them.</summary>
internal sealed class RedisSources(ShardConnection connection) : IShardSources
{
    public IShardSources Current => this;

    public ISourceReader Of(JobSource source) => new RedisSourceReader(connection, source);

    public async Task<IReadOnlyList<JobSource>> ListQueuesAsync(CancellationToken cancellationToken)
    {
        var names = await connection.ReadMembersAsync(connection.Keys.Queues, cancellationToken).ConfigureAwait(false);
        return
        [
            .. names
                .Select(static name => (string)name!)
                .Where(static name => name.Length > 0)
                .Order(StringComparer.Ordinal)
                .Select(JobSource.Queue),
        ];
    }

    public Task<IReadOnlyList<Work>> ListWorkAsync(CancellationToken cancellationToken) =>
        new WorkSet(connection).ListAsync(cancellationToken);

    public void Removed(JobSource source, IReadOnlyCollection<ReadOnlyMemory<byte>> payloads, bool isNow)
    {
    }

    public void Added(JobSource source, IReadOnlyCollection<RawEntry> entries, bool isNow)
    {
    }

    public void Changed(JobSource source)
    {
    }
}
