using SidekiqCluster.Grains.Tests.Rosters;
using SidekiqCluster.TestKit.Redis;

namespace SidekiqCluster.Grains.Tests.Fleets;

public sealed class FleetMemoryTests(RedisFixture redis)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task GetMemory_ASetWasRead_TellsItsSnapshotsAndTheSilosBudget()
    {
        await using var shards = await SeveralShards.NewAsync(redis, ["eu-1", "eu-2"]);
        await Task.WhenAll(shards.Databases.Select(database => Fixture.Load("sidekiq-8.1.7").IntoAsync(database.Redis)));
        await using var silos = await RosterFleet.StartAsync(null, shards.Settings);
        var fleet = silos.Fleet.With(staleness: TimeSpan.FromHours(1));
        var dead = await fleet.CountJobsAsync(JobSources.Of(JobSource.Dead), by: JobField.Parse("class"), cancellationToken: Token);

        var memory = await fleet.GetMemoryAsync(Token);

        var snapshots = memory.SelectMany(silo => silo.Snapshots).OrderBy(snapshot => snapshot.Shard, StringComparer.Ordinal).ToList();
        Assert.Equal(
            dead.Shards.Select(part => (part.Shard, JobSource.Dead, part.Value!.Count)),
            snapshots.Select(snapshot => (snapshot.Shard, snapshot.Source, (long)snapshot.Jobs)));
        Assert.All(snapshots, snapshot => Assert.NotNull(snapshot.CapturedAt));
        Assert.All(snapshots, snapshot => Assert.NotEqual(0, snapshot.Bytes));
        Assert.All(memory, silo => Assert.InRange(silo.UsedBytes, silo.Snapshots.Sum(snapshot => snapshot.Bytes), silo.BudgetBytes));
    }
}
