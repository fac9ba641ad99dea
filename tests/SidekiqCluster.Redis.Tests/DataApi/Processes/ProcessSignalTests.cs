using SidekiqCluster.TestKit.Redis;
using SidekiqCluster.TestKit.Shards;

namespace SidekiqCluster.Redis.Tests.DataApi.Processes;

public sealed class ProcessSignalTests(RedisFixture redis)
{
    private const string Identity = "host:1:abc";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Signals_LivingProcess_WaitAMinuteEachOnce()
    {
        await using var database = await redis.NewDatabaseAsync();
        await StartAsync(database, Identity, "{}");
        await using var shard = await database.ConnectAsync();

        Assert.Equal(ProcessSignalOutcome.Sent, await shard.Processes.QuietAsync(Identity, Token));
        Assert.Equal(ProcessSignalOutcome.Sent, await shard.Processes.DumpThreadsAsync(Identity, Token));
        Assert.Equal(ProcessSignalOutcome.Sent, await shard.Processes.StopAsync(Identity, Token));
        Assert.Equal(ProcessSignalOutcome.AlreadySignalled, await shard.Processes.StopAsync(Identity, Token));
        Assert.Equal(ProcessSignalOutcome.AlreadySignalled, await shard.Processes.QuietAsync(Identity, Token));

        // A process takes them from the tail: in the order in which they were sent.
        Assert.Equal(
            ["TERM", "TTIN", "TSTP"],
            (await database.Redis.ListRangeAsync("host:1:abc-signals")).Select(signal => (string)signal!));
        Assert.InRange((await database.Redis.KeyTimeToLiveAsync("host:1:abc-signals"))!.Value.TotalSeconds, 50, 60);
    }

    [Theory]
    [InlineData(null, true, ProcessSignalOutcome.NotAlive)]
    [InlineData("{}", false, ProcessSignalOutcome.NotAlive)]
    [InlineData("""{"embedded":true}""", true, ProcessSignalOutcome.Embedded)]
    [InlineData("""{"embedded":false}""", true, ProcessSignalOutcome.Sent)]
    [InlineData("no JSON", true, ProcessSignalOutcome.Sent)]
    public async Task Stop_Process_LooksBefore(string? info, bool isMember, ProcessSignalOutcome outcome)
    {
        await using var database = await redis.NewDatabaseAsync();
        await StartAsync(database, Identity, info, isMember: isMember);
        await using var shard = await database.ConnectAsync();

        Assert.Equal(outcome, await shard.Processes.StopAsync(Identity, Token));

        Assert.Equal(outcome == ProcessSignalOutcome.Sent, await database.Redis.KeyExistsAsync("host:1:abc-signals"));
    }

    [Fact]
    public async Task Quiet_QuietProcess_IsNotToldAgain()
    {
        await using var database = await redis.NewDatabaseAsync();
        await StartAsync(database, Identity, "{}", quiet: "true");
        await using var shard = await database.ConnectAsync();

        Assert.Equal(ProcessSignalOutcome.AlreadySignalled, await shard.Processes.QuietAsync(Identity, Token));
        Assert.Equal(ProcessSignalOutcome.Sent, await shard.Processes.StopAsync(Identity, Token));
    }

    [Fact]
    public async Task StopAll_OneCannotBeTold_TellsTheOthers()
    {
        await using var database = await redis.NewDatabaseAsync();
        await StartAsync(database, "a:1:a", "{}");
        await StartAsync(database, "b:1:b", """{"embedded":true}""");
        await StartAsync(database, "c:1:c", "{}");
        await database.Redis.StringSetAsync("a:1:a-signals", "no list");
        await using var shard = await database.ConnectAsync();

        var signals = await shard.Processes.StopAllAsync(Token);

        Assert.Equal(
            [("a:1:a", ProcessSignalOutcome.Failed), ("b:1:b", ProcessSignalOutcome.Embedded), ("c:1:c", ProcessSignalOutcome.Sent)],
            signals.Select(signal => (signal.Identity, signal.Outcome)));
        Assert.Contains("another type", signals[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prune_DeadMembers_AreTakenOffOncePerMinute()
    {
        await using var database = await redis.NewDatabaseAsync();
        await StartAsync(database, Identity, "{}");
        await database.Redis.SetAddAsync("processes", ["gone:1:a", "gone:2:b"]);
        await using var shard = await database.ConnectAsync();

        Assert.Equal(2, await shard.Processes.PruneAsync(Token));
        await database.Redis.SetAddAsync("processes", "gone:3:c");
        Assert.Equal(0, await shard.Processes.PruneAsync(Token));

        Assert.Equal(2, await database.Redis.SetLengthAsync("processes"));
        Assert.InRange((await database.Redis.KeyTimeToLiveAsync("process_cleanup"))!.Value.TotalSeconds, 50, 60);
    }

    [Fact]
    public async Task WaitUntilQuietAndGone_ProcessObeys_EndAtTheNextLook()
    {
        await using var database = await redis.NewDatabaseAsync();
        await StartAsync(database, Identity, "{}");
        var clock = new ArmedClock(TestShard.Now);
        await using var shard = await ConnectAsync(database, clock);

        var quiet = shard.Processes.WaitUntilQuietAsync(Identity, TimeSpan.FromMinutes(1), Token);
        await clock.ArmedAsync(Token);
        await database.Redis.HashSetAsync(Identity, "quiet", "true");
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(await quiet);

        var gone = shard.Processes.WaitUntilGoneAsync(Identity, TimeSpan.FromMinutes(1), Token);
        await clock.ArmedAsync(Token);
        await database.Redis.SetRemoveAsync("processes", Identity);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(await gone);
    }

    [Fact]
    public async Task WaitUntilGone_ProcessStays_EndsWithTheTime()
    {
        await using var database = await redis.NewDatabaseAsync();
        await StartAsync(database, Identity, "{}");
        var clock = new ArmedClock(TestShard.Now);
        await using var shard = await ConnectAsync(database, clock);

        var gone = shard.Processes.WaitUntilGoneAsync(Identity, TimeSpan.FromSeconds(2.5), Token);
        foreach (var seconds in new[] { 1, 1, 0.5 })
        {
            await clock.ArmedAsync(Token);
            Assert.False(gone.IsCompleted);
            clock.Advance(TimeSpan.FromSeconds(seconds));
        }

        Assert.False(await gone);
        Assert.False(await shard.Processes.WaitUntilGoneAsync(Identity, TimeSpan.Zero, Token));
    }

    private static Task<DrivenShard> ConnectAsync(TestDatabase database, TimeProvider clock) =>
        ShardDriver.ConnectAsync(new ShardOptions { Connection = database.ConnectionString, TimeProvider = clock });

    private static async Task StartAsync(
        TestDatabase database, string identity, string? info, string quiet = "false", bool isMember = true)
    {
        await database.Redis.HashSetAsync(identity, [new("busy", 0), new("quiet", quiet)]);
        if (info is not null)
        {
            await database.Redis.HashSetAsync(identity, "info", info);
        }

        if (isMember)
        {
            await database.Redis.SetAddAsync("processes", identity);
        }
    }
}
