using StackExchange.Redis;

namespace SidekiqCluster.Benchmarks.Fleets;

/// <summary>What one writes first: StackExchange.Redis from the asking process itself, all commands of a shard without waiting in between.</summary>
internal sealed class NaiveOverview(IReadOnlyList<ConnectionMultiplexer> servers, IReadOnlyList<IDatabase> shards) : IAsyncDisposable
{
    /// <summary>As the table shows it.</summary>
    public const string Name = "StackExchange.Redis, pipelined";

    /// <summary>Connects to every server.</summary>
    public static async Task<NaiveOverview> ConnectAsync(IReadOnlyList<ShardPlace> places)
    {
        var servers = new Dictionary<int, ConnectionMultiplexer>();
        foreach (var port in places.Select(static place => place.Port).Distinct())
        {
            servers.Add(port, await ConnectionMultiplexer.ConnectAsync($"127.0.0.1:{port}"));
        }

        return new NaiveOverview([.. servers.Values], [.. places.Select(place => servers[place.Port].GetDatabase(place.Database))]);
    }

    /// <summary>Reads all shards: jobs waiting, jobs processed, processes.</summary>
    public async Task<(long Enqueued, long Processed, long Processes)> ReadAsync()
    {
        var parts = await Task.WhenAll(shards.Select(ReadAsync));
        return (parts.Sum(static part => part.Enqueued), parts.Sum(static part => part.Processed), parts.Sum(static part => part.Processes));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in servers)
        {
            await server.DisposeAsync();
        }
    }

    private static async Task<(long Enqueued, long Processed, long Processes)> ReadAsync(IDatabase shard)
    {
        var counters = shard.StringGetAsync(["stat:processed", "stat:failed"]);
        Task[] sets = [shard.SortedSetLengthAsync("schedule"), shard.SortedSetLengthAsync("retry"), shard.SortedSetLengthAsync("dead")];
        Task[] names = [shard.SetMembersAsync("queues"), shard.SetMembersAsync("paused")];
        var processes = shard.SetMembersAsync("processes");
        var sizes = new Task<long>[FleetSeed.Queues];
        var oldest = new Task[FleetSeed.Queues];
        for (var queue = 0; queue < FleetSeed.Queues; queue++)
        {
            RedisKey key = $"queue:{FleetSeed.QueueOf(queue)}";
            sizes[queue] = shard.ListLengthAsync(key);
            oldest[queue] = shard.ListGetByIndexAsync(key, -1);
        }

        var hashes = Enumerable.Range(0, FleetSeed.Processes).Select(process => shard.HashGetAsync(
            FleetSeed.IdentityOf(process), ["info", "busy", "beat", "quiet", "rss", "rtt_us"]));
        await Task.WhenAll([.. sets, .. names, .. oldest, .. hashes]);
        return ((await Task.WhenAll(sizes)).Sum(), (long)(await counters)[0], (await processes).Length);
    }
}
