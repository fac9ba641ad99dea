using System.Globalization;
using SidekiqCluster.LocalServers;
using SidekiqCluster.TestKit;
using StackExchange.Redis;

namespace SidekiqCluster.Cluster.Tests;

/// <summary>A company's shards: databases of several servers, each with queues, processes and traffic.</summary>
internal sealed class ManyShards : IAsyncDisposable
{
    private const int Servers = 4;

    private static readonly string[] Questions = ["get", "mget", "scard", "sscan", "smembers", "zcard", "llen", "lindex", "lrange", "hmget", "hget", "exists", "zrange"];

    private readonly List<RedisServer> _servers = [];
    private readonly List<ConnectionMultiplexer> _clients = [];
    private readonly List<ShardTraffic> _traffic = [];
    private readonly List<SidekiqShard> _direct = [];
    private readonly CancellationTokenSource _end = new();
    private Task _running = Task.CompletedTask;

    private ManyShards()
    {
    }

    /// <summary>Their names and connections.</summary>
    public IReadOnlyList<(string Name, string Connection)> All { get; private set; } = [];

    /// <summary>Each of them asked without a cluster.</summary>
    public IReadOnlyList<SidekiqShard> Direct => _direct;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Starts servers and traffic.</summary>
    public static async Task<ManyShards> StartAsync()
    {
        var shards = new ManyShards();
        for (var number = 0; number < Servers; number++)
        {
            shards._servers.Add(await RedisServer.StartAsync([], Token));
            shards._clients.Add(await ConnectionMultiplexer.ConnectAsync($"{shards._servers[number].EndPoint},allowAdmin=true"));
        }

        shards.All =
        [
            .. Enumerable.Range(0, TestSizes.Shards).Select(
                number => ($"shard-{number:000}", shards._servers[number % Servers].Url(number / Servers))),
        ];
        for (var number = 0; number < TestSizes.Shards; number++)
        {
            shards._traffic.Add(new ShardTraffic(
                shards._clients[number % Servers].GetDatabase(number / Servers), TestSizes.QueuesOfAShard, TestSizes.ProcessesOfAShard));
            shards._direct.Add(await SidekiqShard.ConnectAsync(
                new ShardOptions { Name = shards.All[number].Name, Connection = shards.All[number].Connection }, Token));
        }

        await Task.WhenAll(shards._traffic.Select(traffic => traffic.SeedAsync()));
        shards._running = Task.WhenAll(shards._traffic.Select(traffic => traffic.RunAsync(shards._end.Token)));
        return shards;
    }

    /// <summary>Holds all traffic while something is looked at.</summary>
    public async Task WhileQuietAsync(Func<Task> look)
    {
        await Task.WhenAll(_traffic.Select(traffic => traffic.HoldAsync(Token)));
        await look();
        _traffic.ForEach(traffic => traffic.GoOn());
    }

    /// <summary>How many commands of questions the servers have run, and how often they have read what clients sent.</summary>
    public async Task<(long Commands, long Reads)> CountAsync()
    {
        var (commands, reads) = (0L, 0L);
        foreach (var client in _clients)
        {
            var info = await client.GetServers()[0].InfoAsync("everything");
            var values = info.SelectMany(section => section).ToDictionary(pair => pair.Key, pair => pair.Value);
            reads += Number(values["total_reads_processed"]);
            commands += Questions.Sum(command => values.TryGetValue($"cmdstat_{command}", out var stat) ? CallsOf(stat) : 0);
        }

        return (commands, reads);
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _running;
        _traffic.ForEach(static traffic => traffic.Dispose());
        foreach (var resource in (IAsyncDisposable[])[.. _direct, .. _clients, .. _servers])
        {
            await resource.DisposeAsync();
        }

        _end.Dispose();
    }

    private static long CallsOf(string command) => Number(command["calls=".Length..command.IndexOf(',', StringComparison.Ordinal)]);

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
