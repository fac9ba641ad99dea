using SidekiqCluster.Redis;
using SidekiqCluster.Servers;

namespace SidekiqCluster;

/// <summary>
/// One Sidekiq installation: one Redis database, with an optional key prefix. Every question of Sidekiq's data API is
/// asked from here. Reading never writes. Safe to share; dispose it to close its connections.
/// </summary>
public sealed class SidekiqShard : IAsyncDisposable
{
    private readonly ShardConnection _connection;

    private SidekiqShard(ShardConnection connection) => _connection = connection;

    /// <summary>The shard's name.</summary>
    public string Name => _connection.Shard;

    /// <summary>What the server can do and lets us do.</summary>
    public ShardCapabilities Capabilities => _connection.Capabilities;

    /// <summary>The clock of all ages and latencies.</summary>
    public TimeProvider TimeProvider => _connection.Clock;

    /// <summary>The queues.</summary>
    public QueueSet Queues => new(_connection);

    /// <summary>Totals and their history by day.</summary>
    public StatsReader Stats => new(_connection);

    /// <summary>The living processes.</summary>
    public ProcessSet Processes => new(_connection);

    /// <summary>The jobs in flight.</summary>
    public WorkSet Work => new(_connection);

    /// <summary>What each job class did lately.</summary>
    public MetricsQuery Metrics => new(_connection);

    /// <summary>The marked deploys.</summary>
    public DeployMarks Deploys => new(_connection);

    /// <summary>The profiles that jobs left behind.</summary>
    public ProfileSet Profiles => new(_connection);

    /// <summary>How far iterable jobs have come.</summary>
    public IterationSet Iterations => new(_connection);

    /// <inheritdoc cref="StatsReader.GetAsync(bool, CancellationToken)"/>
    public Task<StatsSnapshot> GetStatsAsync(bool includeSlowHalf = true, CancellationToken cancellationToken = default) =>
        Stats.GetAsync(includeSlowHalf, cancellationToken);

    /// <summary>Connects to the shard behind a connection string or URL, with default options.</summary>
    /// <inheritdoc cref="ConnectAsync(ShardOptions, CancellationToken)"/>
    public static Task<SidekiqShard> ConnectAsync(string connection, CancellationToken cancellationToken = default) =>
        ConnectAsync(new ShardOptions { Connection = connection }, cancellationToken);

    /// <summary>Connects to a shard and finds out what its server can do.</summary>
    /// <exception cref="ArgumentException">An option breaks its rule.</exception>
    /// <exception cref="FormatException">The connection is neither a connection string nor a URL.</exception>
    /// <exception cref="SidekiqClusterException">The shard could not be reached, refused us, or is unsupported.</exception>
    public static async Task<SidekiqShard> ConnectAsync(
        ShardOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new SidekiqShard(await ShardConnector.ConnectAsync(options, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>The server behind the shard. One round trip; what the ACL forbids is null.</summary>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    public Task<ServerInfo> GetServerInfoAsync(CancellationToken cancellationToken = default) =>
        ServerInfoReader.ReadAsync(_connection, cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
