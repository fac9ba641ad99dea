namespace SidekiqCluster.Grains.Tests.Fleets;

public sealed class FleetWatchTests(ThreeShards shards) : IClassFixture<ThreeShards>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Watch_AJobComesOnOneShard_TellsTheFirstAndThenTheChange()
    {
        var watch = shards.Fleet.WatchAsync(TimeSpan.FromMilliseconds(100), Token).GetAsyncEnumerator(Token);
        await using (watch)
        {
            Assert.True(await watch.MoveNextAsync());
            var before = watch.Current;
            await shards.Databases[0].Redis.SortedSetAddAsync("dead", "{}", 1);

            Assert.True(await watch.MoveNextAsync());

            Assert.Equal(before.Value.Dead + 1, watch.Current.Value.Dead);
            Assert.Equal(before.Shards[0].Value!.Dead + 1, watch.Current.Shards[0].Value!.Dead);
            Assert.Equal(before.Shards[1].Value!.Dead, watch.Current.Shards[1].Value!.Dead);
        }
    }

    [Fact]
    public void Watch_TooOften_IsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => shards.Fleet.WatchAsync(TimeSpan.FromMilliseconds(99), Token));
}
