using SidekiqCluster.LocalServers;
using SidekiqCluster.Redis.Tests.DataApi;
using SidekiqCluster.TestKit;
using SidekiqCluster.TestKit.Redis;

namespace SidekiqCluster.Redis.Tests.Operations;

/// <summary>An operation goes on after some time: what can still be known is told, what cannot be known is said to be unknown.</summary>
public sealed class LateResumptionTests(RedisFixture redis)
{
    private static readonly TimeSpan TooLong = TimeSpan.FromMinutes(9.5);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Names => ["delete from a set", "delete records"];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Resume_LateAndReceiptIsThere_GoesOn(string name)
    {
        Require.RealRedis();
        await using var laboratory = await OpenAsync(name);
        await using var first = await laboratory.StartAsync();
        await first.NextAsync();
        await first.LoseAsync(DriverFault.ReplyLost);
        await using var second = await laboratory.ResumeAsync(first.State, TestShard.Now + TooLong);

        var result = await second.FinishAsync();

        Assert.Equal((result.Matched, 0, 0), (result.Done + result.Refused, result.Gone, result.Unknown));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Resume_LateAndNoReceipt_IsUnknownAndChangesNothing(string name)
    {
        Require.RealRedis();
        await using var laboratory = await OpenAsync(name);
        await using var first = await laboratory.StartAsync();
        await first.NextAsync();
        await first.NextAsync();
        await first.LoseAsync(DriverFault.BeforeTheScript);
        var before = await laboratory.ReadAsync();
        await using var second = await laboratory.ResumeAsync(first.State, TestShard.Now + TooLong);

        var error = await Assert.ThrowsAsync<OutcomeUnknownException>(second.FinishAsync);

        Assert.Equal(first.State.InFlight, error.Result!.Unknown);
        Assert.Equal(first.Step!.SoFar.Done, error.Result.Done);
        Assert.Equal(before, await laboratory.ReadAsync());

        // It stays so, however often somebody asks.
        await using var third = await laboratory.ResumeAsync(first.State, TestShard.Now + TooLong);
        Assert.Equal(error.Result.Unknown, (await Assert.ThrowsAsync<OutcomeUnknownException>(third.FinishAsync)).Result!.Unknown);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Resume_ShardWasAway_LearnsWhatWasUnknown(string name)
    {
        Require.RealRedis();
        await using var laboratory = await OpenAsync(name);
        await using var first = await laboratory.StartAsync(isPatienceShort: true);
        await first.NextAsync();
        await first.LoseShardAsync();
        await using var second = await laboratory.ResumeAsync(first.State);

        var result = await second.FinishAsync();

        Assert.Equal((result.Matched, 0, 0), (result.Done + result.Refused, result.Gone, result.Unknown));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Resume_OfWhatHasEnded_TellsTheResultAgain(string name)
    {
        Require.RealRedis();
        await using var laboratory = await OpenAsync(name);
        await using var first = await laboratory.StartAsync();
        var result = await first.FinishAsync();
        await using var second = await laboratory.ResumeAsync(first.State);

        var again = await second.FinishAsync();

        Assert.Equal((result.Matched, result.Done, result.Refused), (again.Matched, again.Done, again.Refused));
    }

    [Fact]
    public async Task Resume_ServerIsFull_FailsAndCanBeTriedAgain()
    {
        Require.RealRedis();
        await using var laboratory = await OpenAsync("delete from a set");
        await using var first = await laboratory.StartAsync();
        await first.NextAsync();
        await first.LoseAsync(DriverFault.ReplyLost);
        await using var server = await RedisServer.StartAsync(["--maxmemory", "1"], Token);
        await using var elsewhere = await SidekiqShard.ConnectAsync(new ShardOptions { Name = "eu-1", Connection = server.EndPoint }, Token);
        var request = await SteppedCase.All.Single(found => found.Name == "delete from a set").AskAsync(first.Shard, Token);

        var error = await Assert.ThrowsAsync<SidekiqClusterException>(
            async () => await elsewhere.Steps.ResumeAsync(request, first.State, Token).ToListAsync(Token));

        Assert.Contains("is full", error.Message, StringComparison.Ordinal);
        await using var second = await laboratory.ResumeAsync(first.State);
        Assert.Equal(0, (await second.FinishAsync()).Unknown);
    }

    private async Task<DriverLaboratory> OpenAsync(string name) =>
        await DriverLaboratory.OpenAsync(await redis.NewDatabaseAsync(), SteppedCase.All.Single(found => found.Name == name));
}
