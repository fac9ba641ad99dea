namespace SidekiqCluster.Cli.Shards;

/// <summary>Asks each shard's own Redis, over one connection per shard.</summary>
internal sealed class DirectAccess(TimeProvider clock) : IShardAccess
{
    private readonly Dictionary<string, Task<SidekiqShard>> _connections = [];

    public async Task<ISidekiqShard> ConnectAsync(ShardTarget target, CancellationToken cancellationToken) =>
        await OpenAsync(target, cancellationToken);

    public Task<ShardsJobPage> GetPageAsync(
        IReadOnlyList<ShardTarget> targets, JobQuery query, CancellationToken cancellationToken) =>
        new JobPager(targets.Select(target => new ShardSource(target.Name, token => OpenAsync(target, token))))
            .GetPageAsync(query, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in _connections.Values.Where(connection => connection.IsCompletedSuccessfully))
        {
            await (await connection).DisposeAsync();
        }
    }

    private Task<SidekiqShard> OpenAsync(ShardTarget target, CancellationToken cancellationToken)
    {
        lock (_connections)
        {
            if (!_connections.TryGetValue(target.Name, out var connection) || connection is { IsFaulted: true } or { IsCanceled: true })
            {
                connection = SidekiqShard.ConnectAsync(target.ToOptions(clock), cancellationToken);
                _connections[target.Name] = connection;
            }

            return connection;
        }
    }
}
