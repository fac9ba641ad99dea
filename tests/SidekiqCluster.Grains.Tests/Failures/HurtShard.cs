using System.Diagnostics;
using SidekiqCluster.LocalServers;
using StackExchange.Redis;

namespace SidekiqCluster.Grains.Tests.Failures;

/// <summary>A shard on a server of its own that a test hurts, and another beside it that must not suffer.</summary>
internal sealed class HurtShard : IAsyncDisposable
{
    /// <summary>Jobs in the retry set.</summary>
    public const int Jobs = 300;

    private static readonly TimeSpan TwoSeconds = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LookPeriod = TimeSpan.FromMilliseconds(100);

    private readonly ISidekiqFleet _both;

    private HurtShard(
        RedisServer server, ConnectionMultiplexer admin, ISidekiqShard shard, ISidekiqShard other, ISidekiqFleet both)
    {
        Server = server;
        Admin = admin;
        Shard = shard;
        Other = other;
        _both = both;
    }

    public RedisServer Server { get; }

    /// <summary>A connection of the test's own, which may do anything.</summary>
    public ConnectionMultiplexer Admin { get; }

    /// <summary>The shard as a caller sees it who wants the present, within two seconds.</summary>
    public ISidekiqShard Shard { get; }

    /// <summary>A shard that nobody hurts.</summary>
    public ISidekiqShard Other { get; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Two shards with jobs to retry, both asked already.</summary>
    /// <param name="fleet">Where they are.</param>
    /// <param name="name">The name of the hurt one.</param>
    /// <param name="other">The connection of the other one.</param>
    /// <param name="way">The way to the hurt one's server, where something stands between.</param>
    public static async Task<HurtShard> StartAsync(
        TestFleet fleet, string name, string other, Func<RedisServer, string>? way = null)
    {
        var server = await RedisServer.StartAsync([], Token);
        var admin = await ConnectionMultiplexer.ConnectAsync($"{server.EndPoint},allowAdmin=true,abortConnect=false");
        var hurt = new HurtShard(
            server,
            admin,
            fleet.Add(new ShardOptions { Name = name, Connection = way?.Invoke(server) ?? server.EndPoint }, TimeSpan.Zero, TwoSeconds),
            fleet.Add(new ShardOptions { Name = $"{name}-other", Connection = other }, TimeSpan.Zero, TwoSeconds),
            fleet.All(TimeSpan.Zero, TwoSeconds).Shards($"{name},{name}-other"));
        await hurt.FillAsync();
        Assert.Equal((Jobs, Jobs), await hurt.CountAsync());
        Assert.Equal(0, (await hurt.Other.GetStatsAsync(cancellationToken: Token)).Retries);
        return hurt;
    }

    /// <summary>The jobs to retry, by the pulse and by a search of the set.</summary>
    public async Task<(long Pulse, long Found)> CountAsync()
    {
        var stats = await Shard.GetStatsAsync(cancellationToken: Token);
        var count = await Shard.CountJobsAsync(JobSources.Of(JobSource.Retry), JobFilter.Parse("class:HardJob"), cancellationToken: Token);
        return (stats.Retries, count.Count);
    }

    /// <summary>
    /// No question is answered as if all were well: each is marked with the reason, in time; the other shard answers meanwhile,
    /// and the fleet answers for both, with what it knows.
    /// </summary>
    /// <returns>The reasons.</returns>
    public async Task<SidekiqClusterException[]> AssertUnansweredAsync()
    {
        var asked = Stopwatch.GetTimestamp();
        var questions = new[]
        {
            Assert.ThrowsAnyAsync<SidekiqClusterException>(() => Shard.GetStatsAsync(cancellationToken: Token)),
            Assert.ThrowsAnyAsync<SidekiqClusterException>(() => Shard.RetrySet.GetSizeAsync(Token)),
            Assert.ThrowsAnyAsync<SidekiqClusterException>(() => Shard.FindJobsAsync(["none"], Token)),
        };
        Assert.Equal(0, (await Other.GetStatsAsync(cancellationToken: Token)).Retries);
        var reasons = await Task.WhenAll(questions);
        Assert.InRange(Stopwatch.GetElapsedTime(asked), TimeSpan.Zero, 5 * TwoSeconds);
        Assert.All(reasons, reason => Assert.Equal(Shard.Name, reason.Shard));
        await AssertMarkedByTheFleetAsync();
        return reasons;
    }

    /// <summary>The fleet has its last good answer of the shard, or none, and says so; the other shard's is fresh.</summary>
    private async Task AssertMarkedByTheFleetAsync()
    {
        var asked = Stopwatch.GetTimestamp();
        var stats = await _both.GetStatsAsync(cancellationToken: Token);
        Assert.InRange(Stopwatch.GetElapsedTime(asked), TimeSpan.Zero, 5 * TwoSeconds);

        Assert.Equal([Shard.Name], stats.Gaps.Select(gap => gap.Shard));
        Assert.Equal([Shard.Name, Other.Name], stats.Shards.Select(part => part.Shard));
        var (part, outcome) = (stats.Shards[0].Value, stats.Shards[0].Outcome);
        Assert.Equal(part is not null, outcome.HasAnswer);
        Assert.Equal(part is null ? 0 : Jobs, stats.Value.Retries);
    }

    /// <summary>Asks until there is an answer, as nobody restarts anything, and tells it.</summary>
    public async Task<(long Pulse, long Found)> UntilItHealsAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Token);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        using var timer = new PeriodicTimer(LookPeriod);
        while (true)
        {
            try
            {
                var (pulse, found) = await CountAsync();
                var stats = await _both.GetStatsAsync(cancellationToken: Token);
                if (stats.IsComplete)
                {
                    Assert.Equal(pulse, stats.Value.Retries);
                    return (pulse, found);
                }
            }
            catch (SidekiqClusterException)
            {
                // Not yet.
            }

            await timer.WaitForNextTickAsync(limit.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Admin.DisposeAsync();
        await Server.DisposeAsync();
    }

    private Task<long> FillAsync() => Admin.GetDatabase().SortedSetAddAsync(
        "retry",
        [.. Enumerable.Range(0, Jobs).Select(number => new SortedSetEntry(
            $$"""{"class":"HardJob","args":[{{number}}],"jid":"{{number:x24}}","queue":"default","retry":true,"retry_count":1}""", number))]);
}
