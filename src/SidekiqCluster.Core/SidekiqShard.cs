using SidekiqCluster.Redis;
using StackExchange.Redis;

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
    /// <exception cref="SidekiqClusterException">The shard could not be reached, refused us, or is unsupported.</exception>
    public static async Task<SidekiqShard> ConnectAsync(
        ShardOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var multiplexer = await ConnectionMultiplexer.ConnectAsync(options.Connection)
            .WaitAsync(cancellationToken).ConfigureAwait(false);
        var capabilities = new ShardCapabilities
        {
            Kind = ServerKind.Redis,
            HasEvalReadOnly = true,
            CanEvaluate = true,
            CanInfo = true,
            HasListPosition = true,
            ReadsListsWhole = false,
            Degradations = [],
        };
        return new SidekiqShard(new ShardConnection(multiplexer, options, new RedisKeys(options.KeyPrefix), capabilities));
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
