using SidekiqCluster.TestKit.Redis;
using SidekiqCluster.Verbs;

namespace SidekiqCluster.Cli.Commands;

public sealed class WatchTests(RedisFixture redis)
{
    [Fact]
    public async Task Watch_QueueList_RedrawsEveryTwoSecondsUntilCancelled()
    {
        await using var database = await redis.NewDatabaseAsync();
        await database.Redis.SetAddAsync("queues", "low");
        await database.Redis.ListLeftPushAsync("queue:low", "{}");
        var clock = new WatchClock(TimeSpan.FromSeconds(2));
        var cli = new TestCli { Clock = clock, Width = 80 };
        using var drawings = new DrawingStream();
        using var cancellation = new CancellationTokenSource();

        var run = CommandLine.RunAsync(["queue", "list", "--watch", "--redis", database.Url], cli.HostFor(drawings), cancellation.Token);
        var first = await drawings.NextAsync();
        await database.Redis.ListLeftPushAsync("queue:low", "{}");
        await clock.ArmedAsync();
        clock.Advance(TimeSpan.FromSeconds(2));
        var second = await drawings.NextAsync();
        await cancellation.CancelAsync();

        Assert.Equal((int)ExitCode.Cancelled, await run);
        Assert.StartsWith("\u001b[H\u001b[2J\u001b[3Jqueue list  2026-11-23 15:00:00Z  every 2 s until Ctrl-C\n\n", first, StringComparison.Ordinal);
        Assert.Matches(@"low\S*\s+1\b", first.Replace("\u001b[", " [", StringComparison.Ordinal));
        Assert.Contains("2026-11-23 15:00:02Z", second, StringComparison.Ordinal);
        Assert.Matches(@"low\S*\s+2\b", second.Replace("\u001b[", " [", StringComparison.Ordinal));
        Assert.Empty(cli.Error.ToString());
    }

    [Fact]
    public async Task Run_Cancelled_Exits130()
    {
        using var cancellation = new CancellationTokenSource();
        await cancellation.CancelAsync();
        var cli = new TestCli();

        var code = await CommandLine.RunAsync(["stats", "--redis", "127.0.0.1:1"], cli.HostFor(), cancellation.Token);

        Assert.Equal((int)ExitCode.Cancelled, code);
        Assert.Empty(cli.Error.ToString());
    }

    [Fact]
    public async Task Run_ReaderOfTheOutputHasGone_EndsQuietly()
    {
        await using var database = await redis.NewDatabaseAsync();
        var cli = new TestCli();
        using var closed = new ClosedStream();

        var code = await CommandLine.RunAsync(
            ["stats", "--redis", database.Url], cli.HostFor(closed), TestContext.Current.CancellationToken);

        Assert.Equal((int)ExitCode.Done, code);
        Assert.Empty(cli.Error.ToString());
    }
}
