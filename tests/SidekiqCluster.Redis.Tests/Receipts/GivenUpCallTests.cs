using SidekiqCluster.Operations;
using SidekiqCluster.Receipts;
using SidekiqCluster.Redis.Tests.DataApi;
using SidekiqCluster.Redis.Tests.DataApi.Faults;
using SidekiqCluster.Redis.Tests.Operations;
using SidekiqCluster.TestKit;
using SidekiqCluster.TestKit.Redis;

namespace SidekiqCluster.Redis.Tests.Receipts;

/// <summary>A call was given up and comes after all, or had come before.</summary>
public sealed class GivenUpCallTests(RedisFixture redis)
{
    private const string Safeguard = "if known then return known end";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<int> Calls => [.. Enumerable.Range(0, ReceiptCase.All.Count)];

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Call_ComesAfterItWasGivenUp_ChangesNothing(int place)
    {
        var call = ReceiptCase.All[place];
        await using var database = await redis.NewDatabaseAsync();
        await using var connection = await database.OpenAsync();
        await ReceiptCase.WriteAsync(database.Redis);
        var before = await ReadAsync(database);
        var receipt = Guid.NewGuid();
        Assert.Equal(new LostCall(null, IsFirst: true), await new ReceiptRunner(connection).GiveUpAsync(receipt, Token));

        await Assert.ThrowsAsync<VoidedCallException>(() => call.CallAsync(connection, ReceiptScript.TextOf(call.Script), receipt));
        Assert.Equal(before, await ReadAsync(database));

        // A script that does not look at its receipt is found out by this.
        var mutant = ReceiptScript.TextOf(call.Script).Replace(Safeguard, string.Empty, StringComparison.Ordinal);
        await call.CallAsync(connection, mutant, receipt);
        Assert.Equal(call.ChangesNothing, before == await ReadAsync(database));
    }

    [Fact]
    public async Task Act_ComesAfterItWasGivenUp_ChangesNothing()
    {
        await using var database = await redis.NewDatabaseAsync();
        await using var connection = await database.OpenAsync();
        foreach (var act in ActCase.All)
        {
            await ReceiptCase.WriteAsync(database.Redis);
            var before = await ReadAsync(database);
            var receipt = Guid.NewGuid();
            await new ReceiptRunner(connection).GiveUpAsync(receipt, Token);

            var runner = new ActRunner(connection, new ActScript(connection, ActScript.Text));
            var error = await Assert.ThrowsAsync<SidekiqClusterException>(() => runner.RunAsync(receipt, act.Source, [act.Step], Token));

            Assert.Contains("taken over", error.Message, StringComparison.Ordinal);
            Assert.Equal(before, await ReadAsync(database));
        }
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task GiveUp_CallHasCome_TellsItsReplyAndUndoesNothing(int place)
    {
        var call = ReceiptCase.All[place];
        await using var database = await redis.NewDatabaseAsync();
        await using var connection = await database.OpenAsync();
        await ReceiptCase.WriteAsync(database.Redis);
        var receipt = Guid.NewGuid();
        var told = await call.CallAsync(connection, ReceiptScript.TextOf(call.Script), receipt);
        var after = await ReadAsync(database);

        Assert.Equal(new LostCall(told, IsFirst: false), await new ReceiptRunner(connection).GiveUpAsync(receipt, Token));
        Assert.Equal(told, await call.CallAsync(connection, ReceiptScript.TextOf(call.Script), receipt));
        Assert.Equal(after, await ReadAsync(database));
    }

    [Fact]
    public async Task GiveUp_Twice_TellsWhoWasFirst()
    {
        await using var database = await redis.NewDatabaseAsync();
        await using var connection = await database.OpenAsync();
        var receipt = Guid.NewGuid();

        var both = await Task.WhenAll(
            new ReceiptRunner(connection).GiveUpAsync(receipt, Token), new ReceiptRunner(connection).GiveUpAsync(receipt, Token));

        Assert.Equal([false, true], both.Select(lost => lost.IsFirst).Order());
        Assert.All(both, lost => Assert.Null(lost.Reply));
    }

    [Fact]
    public async Task GiveUp_ReplyIsLost_IsFirstAllTheSame()
    {
        Require.RealRedis();
        await using var database = await redis.NewDatabaseAsync();
        await using var proxy = new CuttingProxy(database.Server.Port);
        await using var connection = await ShardConnector.ConnectAsync(
            new ShardOptions { Connection = $"redis://{proxy.EndPoint}/{database.Index}", TimeProvider = new HurriedClock(50, TestShard.Now) }, Token);

        proxy.LoseReplyTo("sidekiq-cluster:receipt:"u8.ToArray());
        Assert.True((await new ReceiptRunner(connection).GiveUpAsync(Guid.NewGuid(), Token)).IsFirst);
        Assert.Equal(1, proxy.Cuts);
    }

    private static async Task<string> ReadAsync(TestDatabase database) => (await DatabaseState.ReadAsync(database.Redis)).ToString();
}
