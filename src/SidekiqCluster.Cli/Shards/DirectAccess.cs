using SidekiqCluster.Verbs.Shards;

namespace SidekiqCluster.Cli.Shards;

/// <summary>Asks each shard's own Redis, over one connection per shard.</summary>
internal sealed class DirectAccess(IReadOnlyList<ShardTarget> targets, TimeProvider clock) : IShardAccess
{
    private readonly Dictionary<string, ShardTarget> _targets = targets.ToDictionary(target => target.Name);
    private readonly Dictionary<string, Task<SidekiqShard>> _connections = [];

    public Task<IReadOnlyList<ShardInfo>> ListAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<ShardInfo>>([.. targets.Select(target => new ShardInfo { Name = target.Name, Labels = target.Labels, IsAddedAtRunTime = false })]);

    public async Task<ISidekiqShard> ConnectAsync(string shard, CancellationToken cancellationToken) =>
        await OpenAsync(shard, cancellationToken);

    public Task<ShardsJobPage> GetPageAsync(IReadOnlyList<string> shards, JobQuery query, CancellationToken cancellationToken) =>
        new JobPager(shards.Select(shard => new ShardSource(shard, token => OpenAsync(shard, token))))
            .GetPageAsync(query, cancellationToken);

    public Task<ISidekiqFleet?> FindFleetAsync(CancellationToken cancellationToken) => Task.FromResult<ISidekiqFleet?>(null);

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in _connections.Values.Where(connection => connection.IsCompletedSuccessfully))
        {
            await (await connection).DisposeAsync();
        }
    }

    private Task<SidekiqShard> OpenAsync(string shard, CancellationToken cancellationToken)
    {
        lock (_connections)
        {
            if (!_connections.TryGetValue(shard, out var connection) || connection is { IsFaulted: true } or { IsCanceled: true })
            {
                connection = SidekiqShard.ConnectAsync(_targets[shard].ToOptions(clock), cancellationToken);
                _connections[shard] = connection;
            }

            return connection;
        }
    }
}
