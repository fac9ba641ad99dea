namespace SidekiqCluster.Grains.Tests.Fleets;

public sealed class FleetQueuesTests(ThreeShards shards) : IClassFixture<ThreeShards>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task List_AllShards_TellsEachNameOnce(bool includeUnregistered)
    {
        var parts = await shards.AskDirectlyAsync(shard => shard.Queues.ListAsync(includeUnregistered, Token));

        var answer = await shards.Fleet.Queues.ListAsync(includeUnregistered, Token);

        Assert.Equal(parts, answer.Shards.Select(part => part.Value));
        Assert.Equal(parts.SelectMany(names => names).Distinct().Order(StringComparer.Ordinal), answer.Value);
    }

    [Fact]
    public async Task GetSizes_AllShards_SumsByName()
    {
        var parts = await shards.AskDirectlyAsync(shard => shard.Queues.GetSizesAsync(Token));

        var answer = await shards.Fleet.Queues.GetSizesAsync(Token);

        Assert.Equal(parts, answer.Shards.Select(part => part.Value));
        Assert.Equal(
            parts.SelectMany(queues => queues).GroupBy(queue => queue.Key)
                .Select(queues => KeyValuePair.Create(queues.Key, queues.Sum(queue => queue.Value)))
                .OrderByDescending(queue => queue.Value).ThenBy(queue => queue.Key, StringComparer.Ordinal),
            answer.Value);
    }

    [Fact]
    public async Task GetSummaries_AllShards_TakeQueuesOfOneNameAsOne()
    {
        var parts = await shards.AskDirectlyAsync(async shard => (shard.Name, Queues: await shard.Queues.GetSummariesAsync(cancellationToken: Token)));
        var expected = parts.SelectMany(part => part.Queues.Select(queue => (Shard: part.Name, Queue: queue)))
            .GroupBy(one => one.Queue.Name)
            .OrderByDescending(same => same.Sum(one => one.Queue.Size)).ThenBy(same => same.Key, StringComparer.Ordinal)
            .ToList();

        var answer = await shards.Fleet.Queues.GetSummariesAsync(cancellationToken: Token);

        Assert.Equal(expected.Select(same => same.Key), answer.Value.Select(queue => queue.Name));
        foreach (var (same, queue) in expected.Zip(answer.Value))
        {
            Assert.Equal(same.Sum(one => one.Queue.Size), queue.Size);
            Assert.Equal(same.Max(one => one.Queue.Latency), queue.Latency);
            Assert.Equal(PauseOf(same.Select(one => one.Queue.IsPaused)), queue.Paused);
            Assert.Equal(same.ToDictionary(one => one.Shard, one => one.Queue), queue.Shards);
        }

        foreach (var (part, own) in parts.Zip(answer.Shards))
        {
            Assert.Equal(part.Queues, own.Value!.Select(queue => queue.Shards[part.Name]));
        }
    }

    [Theory]
    [InlineData("default")]
    [InlineData("low")]
    [InlineData("nowhere")]
    public async Task Queue_OfOneName_IsAnsweredForAllShards(string name)
    {
        var parts = await shards.AskDirectlyAsync(shard => shard.Queue(name).GetSummaryAsync(Token));
        var there = parts.Where(queue => queue is { IsRegistered: true } or { Size: > 0 } or { IsPaused: true }).ToList();
        var queue = shards.Fleet.Queue(name);

        var size = await queue.GetSizeAsync(Token);
        var latency = await queue.GetLatencyAsync(Token);
        var pause = await queue.GetPauseAsync(Token);
        var exists = await queue.ExistsAsync(Token);

        Assert.Equal(parts.Select(part => part.Size), size.Shards.Select(part => part.Value));
        Assert.Equal(parts.Sum(part => part.Size), size.Value);
        Assert.Equal(there.Max(part => part.Latency), latency.Value);
        Assert.Equal(PauseOf(there.Select(part => part.IsPaused)), pause.Value);
        Assert.Equal(parts.Any(part => part.IsRegistered || part.Size > 0), exists.Value);
    }

    private static PauseState PauseOf(IEnumerable<bool> queues)
    {
        var all = queues.ToList();
        return all.Contains(true) ? all.Contains(false) ? PauseState.Some : PauseState.All : PauseState.None;
    }
}
