using SidekiqCluster.Compatibility.Tests.DataApi.Live;
using SidekiqCluster.TestKit.Redis;

namespace SidekiqCluster.Cluster.Tests;

/// <summary>A shard where Ruby's own client pushes and a real Sidekiq process works, which can be frozen at any moment.</summary>
internal sealed class RubyShard : IAsyncDisposable
{
    private const int JobsAtOnce = 50;

    private readonly TestDatabase _database;
    private readonly RubyApi _client;
    private readonly SidekiqWorker _worker;

    private RubyShard(TestDatabase database, RubyApi client, SidekiqWorker worker, SidekiqShard direct) =>
        (_database, _client, _worker, Direct) = (database, client, worker, direct);

    /// <summary>The shard asked without a cluster.</summary>
    public SidekiqShard Direct { get; }

    public string Connection => _database.Url;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Starts both, and waits until the process has worked on a job.</summary>
    public static async Task<RubyShard> StartAsync(TestDatabase database)
    {
        var shard = new RubyShard(
            database,
            RubyApi.Start(),
            await SidekiqWorker.StartAsync(database.Url, "default", "low"),
            await SidekiqShard.ConnectAsync(new ShardOptions { Name = "ruby", Connection = database.Url }, Token));
        await shard.PushAsync();
        await Waiting.UntilAsync(async () => (await shard.Direct.GetStatsAsync(cancellationToken: Token)).Processed > 0);
        return shard;
    }

    /// <summary>Pushes jobs that succeed, fail and die.</summary>
    public Task PushAsync() => _client.PushAsync(
        Connection,
        Enumerable.Range(0, JobsAtOnce).Select(number => (number % 10) switch
        {
            0 => new object[] { "FailJob", $"do {number}" },
            1 => ["DieJob", number],
            _ => ["SucceedJob", number, new { name = $"größe {number}" }],
        }),
        Token);

    /// <summary>Holds the process while something is looked at.</summary>
    public async Task WhileFrozenAsync(Func<Task> look)
    {
        await _worker.FreezeAsync();

        // What was on its way is answered before this is.
        await _database.Redis.PingAsync();
        await _database.Redis.PingAsync();
        await look();
        await _worker.ThawAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Direct.DisposeAsync();
        await _client.DisposeAsync();
        await _worker.DisposeAsync();
    }
}
