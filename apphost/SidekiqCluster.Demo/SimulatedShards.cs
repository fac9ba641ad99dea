using StackExchange.Redis;
using StackExchange.Redis.KeyspaceIsolation;

namespace SidekiqCluster.Demo;

/// <summary>Simulated installations in servers that are there: seeded once, and kept alive until this object ends.</summary>
public sealed class SimulatedShards : IAsyncDisposable
{
    /// <summary>What is seeded is random, but always the same; a shard's place is added.</summary>
    internal const int RandomSeed = 20261123;

    /// <summary>Marks a database as simulated; outside Sidekiq's names.</summary>
    private const string Mark = "sidekiq-cluster:demo";

    /// <summary>What tells that a database is somebody's.</summary>
    private static readonly RedisKey[] SidekiqKeys = ["queues", "schedule", "retry", "dead", "processes", "stat:processed"];

    private readonly List<(DemoShard Shard, IDatabase Redis)> _shards = [];
    private readonly List<IConnectionMultiplexer> _connections = [];
    private readonly CancellationTokenSource _stop = new();
    private Task _simulation = Task.CompletedTask;

    /// <summary>Connects to the Redis of a shard.</summary>
    /// <param name="shard">What is simulated there.</param>
    /// <param name="connection">A StackExchange.Redis connection string.</param>
    public async Task AddAsync(DemoShard shard, string connection)
    {
        ArgumentNullException.ThrowIfNull(shard);
        var redis = await ConnectionMultiplexer.ConnectAsync(connection);
        _connections.Add(redis);
        var database = shard.KeyPrefix.Length > 0 ? redis.GetDatabase().WithKeyPrefix(shard.KeyPrefix) : redis.GetDatabase();
        _shards.Add((shard, database));
    }

    /// <summary>Seeds the shards that are empty, and begins to keep all alive.</summary>
    /// <param name="moreJobs">Jobs to add to the backlogs of those that are seeded, spread over the shards.</param>
    /// <param name="progress">Told how many of those are there; null when nobody looks.</param>
    /// <param name="cancellationToken">Ends it between two batches.</param>
    public async Task StartAsync(long moreJobs = 0, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        var written = new long[_shards.Count];
        var simulators = await Task.WhenAll(Parts(moreJobs).Select(async (part, place) =>
        {
            if (!await part.Redis.KeyExistsAsync(Mark))
            {
                await ThrowIfInUseAsync(part.Shard, part.Redis);
                await part.Redis.StringSetAsync(Mark, part.Shard.Name);
                await new Seed(InstallationOf(part.Shard, part.Redis, new Random(RandomSeed + place)), part.Shard)
                    .WriteAsync(part.Count, progress is null ? null : new Part(written, place, progress), cancellationToken);
            }

            var simulator = new Simulator(InstallationOf(part.Shard, part.Redis, new Random()), part.Shard);
            await simulator.BeatAsync();
            return simulator;
        }));
        _simulation = Task.WhenAll(simulators.Select(simulator => simulator.RunAsync(_stop.Token)));
    }

    /// <summary>Pushes more jobs to the backlogs.</summary>
    /// <param name="count">How many, over all shards.</param>
    public async Task PushAsync(long count) =>
        await Task.WhenAll(Parts(count).Select(static part =>
            new Backlog(InstallationOf(part.Shard, part.Redis, new Random()), part.Shard.App).WriteAsync(part.Count, null, CancellationToken.None)));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _simulation;
        foreach (var connection in _connections)
        {
            await connection.DisposeAsync();
        }

        _stop.Dispose();
    }

    /// <summary>The simulator takes jobs and throws them away: it must not meet real ones.</summary>
    private static async Task ThrowIfInUseAsync(DemoShard shard, IDatabase redis)
    {
        if (await redis.KeyExistsAsync(SidekiqKeys) > 0)
        {
            throw new InvalidOperationException(
                $"Shard {shard.Name} holds data of a Sidekiq that is not simulated; the simulator would throw its jobs away. Give it an empty Redis.");
        }
    }

    private static Installation InstallationOf(DemoShard shard, IDatabase redis, Random random) => new(redis, shard.Era, TimeProvider.System, random);

    private IEnumerable<(DemoShard Shard, IDatabase Redis, long Count)> Parts(long count) => _shards.Select((each, place) =>
        (each.Shard, each.Redis, (count / _shards.Count) + (place < count % _shards.Count ? 1 : 0)));

    /// <summary>Adds what one shard has to what the others have.</summary>
    private sealed class Part(long[] written, int place, IProgress<long> all) : IProgress<long>
    {
        public void Report(long value)
        {
            Volatile.Write(ref written[place], value);
            all.Report(written.Sum());
        }
    }
}
