using SidekiqCluster.Redis.Tests.DataApi.Access;
using SidekiqCluster.TestKit;
using SidekiqCluster.TestKit.Redis;
using static SidekiqCluster.Redis.Tests.DataApi.Access.PlainWrites;

namespace SidekiqCluster.Redis.Tests.Receipts;

/// <summary>Every act of the catalogue, done again under its name.</summary>
public sealed class EveryRepeatedWriteTests(RedisFixture redis)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(PlainWrites.Places), MemberType = typeof(PlainWrites))]
    public async Task EveryAct_UnderANameOfItsOwn_IsRepeatedByAnotherWithoutEffect(int place)
    {
        var (write, expected, told) = await new PlainWrites(redis).DoAsync(place);
        await using var database = await redis.NewDatabaseAsync(Data);
        await PrepareAsync(write, database.Redis);
        await using var first = await OpenAsync(database);
        await using var second = await OpenAsync(database);
        await using var later = await SidekiqShard.ConnectAsync(
            new ShardOptions { Connection = database.ConnectionString, TimeProvider = new HurriedClock(haste: 1, Data.Now.AddMinutes(3)) }, Cancel);
        var actAsync = write.ChooseAsync is { } chooseAsync ? await chooseAsync(first, Cancel) : write.ActAsync;
        var act = Guid.NewGuid();
        if (write.IsByFilter)
        {
            var before = await DatabaseState.ReadAsync(database.Redis);
            await Assert.ThrowsAsync<InvalidOperationException>(() => actAsync(first.Acting(act), Cancel));
            Assert.Equal(before.ToString(), (await DatabaseState.ReadAsync(database.Redis)).ToString());
            return;
        }

        var answers = await Task.WhenAll(actAsync(first.Acting(act), Cancel), actAsync(second.Acting(act), Cancel));
        var again = await actAsync(later.Acting(act), Cancel);

        Assert.Equal(Enumerable.Repeat(told, 3), answers.Append(again).Select(AnswerOf));
        Assert.Equal(expected.ToString(), (await DatabaseState.ReadAsync(database.Redis)).ToString());
    }

    private static Task<SidekiqShard> OpenAsync(TestDatabase database) =>
        SidekiqShard.ConnectAsync(AtItsTime(new ShardOptions { Connection = database.ConnectionString }), Cancel);
}
