using System.Text.Json;
using SidekiqCluster.LocalServers;
using SidekiqCluster.Operations;
using SidekiqCluster.TestKit;
using SidekiqCluster.TestKit.Redis;
using SidekiqCluster.Victim;
using StackExchange.Redis;

namespace SidekiqCluster.Redis.Tests.Operations;

/// <summary>
/// A process that acts under a name is killed at random points, and this one goes on with what it has heard of it last,
/// which may be some chunks ago: nothing is lost, nothing doubled, and the result tells of all.
/// </summary>
public sealed class KilledDriverTests(RedisFixture redis)
{
    private const int Jobs = 2000;
    private const int Seeds = 7;

    private static readonly string VictimPath = Path.Combine(AppContext.BaseDirectory, "SidekiqCluster.Victim");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Move_ProcessIsKilled_IsFinishedByAnother()
    {
        Require.RealRedis();
        await using var database = await redis.NewDatabaseAsync();
        var random = new Random(Seeds);
        for (var kill = 0; kill < TestSizes.KillsOfAClient; kill++)
        {
            await database.Redis.ExecuteAsync("FLUSHDB");
            await database.Redis.ListRightPushAsync(
                "queue:work", [.. Enumerable.Range(0, Jobs).Select(n => (RedisValue)$$"""{"class":"A","args":[{{n}}],"queue":"work"}""")]);
            var state = await StartAndKillAsync(database, random.Next(1, Jobs / 15));
            await using var shard = await ConnectAsync(database);

            var last = await shard.Steps.ResumeAsync(Stepped.Request, state, Token).LastAsync(Token);

            Assert.Equal((Jobs, Jobs, 0), (last.SoFar.Matched, last.SoFar.Done, last.SoFar.Gone));
            Assert.Equal(0, await database.Redis.ListLengthAsync("queue:work"));
            var moved = await shard.Queue("elsewhere").ReadAsync(cancellationToken: Token).ToListAsync(Token);
            Assert.Equal(Enumerable.Range(0, Jobs), moved.Select(NumberOf).Order());
        }
    }

    [Fact]
    public async Task PushBulk_ProcessIsKilled_IsFinishedByAnother()
    {
        Require.RealRedis();
        await using var database = await redis.NewDatabaseAsync();
        var random = new Random(Seeds);
        for (var kill = 0; kill < TestSizes.KillsOfAClient; kill++)
        {
            await database.Redis.ExecuteAsync("FLUSHDB");
            var act = Guid.NewGuid();
            await using (var victim = await StartAsync("push as", database, act))
            {
                await ReadAsync(victim, random.Next(1, 15));
            }

            await using var shard = await ConnectAsync(database);
            var result = await shard.Acting(act).Client.PushBulkAsync(Stepped.Push, cancellationToken: Token);

            Assert.True(result.IsComplete);
            var pushed = await shard.Queue("default").ReadAsync(cancellationToken: Token).ToListAsync(Token);
            Assert.Equal(Enumerable.Range(0, (int)result.Stored), pushed.Select(NumberOf).Order());
            Assert.Equal(result.Jids.Order(StringComparer.Ordinal), pushed.Select(job => job.Jid!).Order(StringComparer.Ordinal));
        }
    }

    private static int NumberOf(JobRecord job) => job.Args!.Value[0].GetInt32();

    private static async Task<OperationState> StartAndKillAsync(TestDatabase database, int lines)
    {
        await using var victim = await StartAsync("steps", database, Guid.NewGuid());
        return JsonSerializer.Deserialize<OperationState>(await ReadAsync(victim, lines))!;
    }

    private static Task<LeashedProcess> StartAsync(string verb, TestDatabase database, Guid act) =>
        LeashedProcess.StartAsync(VictimPath, [verb, database.Url, $"{act}"], cancellationToken: Token);

    private static async Task<string> ReadAsync(LeashedProcess victim, int lines)
    {
        string? line = null;
        for (; lines > 0; lines--)
        {
            line = await victim.Output.ReadLineAsync(Token);
            Assert.NotNull(line);
        }

        return line!;
    }

    private static Task<SidekiqShard> ConnectAsync(TestDatabase database) =>
        SidekiqShard.ConnectAsync(new ShardOptions { Connection = database.ConnectionString }, Token);
}
