using SidekiqCluster.Operations;
using SidekiqCluster.TestKit;
using SidekiqCluster.TestKit.Redis;

namespace SidekiqCluster.Redis.Tests.Operations;

/// <summary>Jobs are saved by whoever follows the steps, and the drivers are lost: the file has what was deleted, each once.</summary>
public sealed class SavedByStepsTests(RedisFixture redis)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Names => ["delete from a set", "delete from a queue", "delete by a swap", "delete records"];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Delete_DriverIsLost_SavesWhatIsDeletedOnce(string name)
    {
        Require.RealRedis();
        var stepped = SteppedCase.All.Single(found => found.Name == name);
        foreach (var fault in Enum.GetValues<DriverFault>())
        {
            var database = await redis.NewDatabaseAsync();
            await using var laboratory = await DriverLaboratory.OpenAsync(database, stepped, saves: true);
            var before = await laboratory.ReadAsync();
            using var file = new MemoryStream();
            var driver = new OperationDriver(new OperationOptions { Save = new SavedJobWriter(file) }, "eu-1");
            await using var first = await laboratory.StartAsync();

            await Assert.ThrowsAsync<EndOfStreamException>(() => driver.RunAsync(LoseAsync(first, fault), Token));
            await using var second = await laboratory.ResumeAsync(first.State);
            var result = await driver.RunAsync(StepsAsync(second), Token);
            await laboratory.ArriveAsync(first, fault);

            file.Position = 0;
            var saved = await SavedJobReader.ReadAsync(file, Token);
            Assert.Equal(result.Done, saved.Count);
            await using var shard = await database.ConnectDirectlyAsync();
            Assert.Equal(result.Done, (await shard.Operations.RestoreAsync(saved, null, Token)).Done);
            Assert.Equal(Sorted(before), Sorted(await laboratory.ReadAsync()));
        }
    }

    private static string Sorted(string lines) => string.Join('\n', lines.Split('\n').Order(StringComparer.Ordinal));

    private static async IAsyncEnumerable<OperationStep> LoseAsync(DrivenOperation driver, DriverFault fault)
    {
        await driver.NextAsync();
        yield return driver.Step!;
        await driver.NextAsync();
        yield return driver.Step!;
        await driver.LoseAsync(fault);
        throw new EndOfStreamException();
    }

    private static async IAsyncEnumerable<OperationStep> StepsAsync(DrivenOperation driver)
    {
        bool isMore;
        do
        {
            isMore = await driver.NextAsync();
            yield return driver.Step!;
        }
        while (isMore);
    }
}
