using SidekiqCluster.LocalServers;
using SidekiqCluster.TestKit;
using SidekiqCluster.TestKit.Redis;
using StackExchange.Redis;

namespace SidekiqCluster.Redis.Tests.Operations;

/// <summary>
/// A client in a process of its own is killed at random points of its work, again and again: each job is where it was or
/// where it goes. Run once more to its end, all is done, and nothing twice.
/// </summary>
public sealed class KilledClientTests(RedisFixture redis) : IDisposable
{
    private const int Jobs = 4000;
    private const int MostChunks = 40;
    private const string Done = "done";

    private static readonly string Victim = Path.Combine(AppContext.BaseDirectory, "SidekiqCluster.Victim");

    private static readonly int[] All = [.. Enumerable.Range(0, Jobs)];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sidekiq-cluster-");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("retry", "retry", "queue:default")]
    [InlineData("kill", "queue:work", "dead")]
    [InlineData("move", "queue:work", "queue:elsewhere")]
    public async Task Act_ClientIsKilled_EachJobIsInOneOfTwoPlaces(string verb, string source, string destination)
    {
        Require.RealRedis();
        await using var database = await redis.NewDatabaseAsync();
        await WriteAsync(database.Redis, source);

        await KillRepeatedlyAsync(verb, database, "-", async () => Assert.Equal(
            All, (await NumbersAsync(database.Redis, source)).Concat(await NumbersAsync(database.Redis, destination)).Order()));

        Assert.Equal(All, (await NumbersAsync(database.Redis, destination)).Order());
    }

    [Fact]
    public async Task Delete_ClientIsKilled_WhatIsGoneIsSaved()
    {
        Require.RealRedis();
        await using var database = await redis.NewDatabaseAsync();
        await WriteAsync(database.Redis, "retry");
        var file = Path.Combine(_folder.FullName, "saved");

        await KillRepeatedlyAsync("delete", database, file, async () => Assert.Equal(
            All, (await NumbersAsync(database.Redis, "retry")).Union(await SavedAsync(file)).Order()));

        Assert.Equal(0, await database.Redis.SortedSetLengthAsync("retry"));
        Assert.Equal(All, (await SavedAsync(file)).Distinct().Order());
    }

    [Fact]
    public async Task DeleteByASwap_ClientIsKilledWhileItCopies_QueueIsWholeAndTheCopyGoes()
    {
        Require.RealRedis();
        const string Queue = "queue:work";
        await using var database = await redis.NewDatabaseAsync();
        int[] kept = [.. All.Where(number => number is < 1000 or >= 3000)];
        var random = new Random(7);
        for (var kill = 0; kill < TestSizes.KillsOfAClient; kill++)
        {
            await database.Redis.ExecuteAsync("FLUSHDB");
            await WriteAsync(database.Redis, Queue);
            await using (var victim = await LeashedProcess.StartAsync(Victim, ["swap", database.Url, "-"], cancellationToken: Token))
            {
                await WaitForCopyAsync(database, random.Next(Jobs), victim.Output.ReadLineAsync(Token).AsTask());
            }

            var left = (await NumbersAsync(database.Redis, Queue)).Order().ToArray();
            Assert.True(left.SequenceEqual(All) || left.SequenceEqual(kept), $"{left.Length} jobs are left");
            foreach (var copy in await CopiesAsync(database))
            {
                Assert.InRange((await database.Redis.KeyTimeToLiveAsync(copy))!.Value.TotalSeconds, 0, 60);
            }
        }

        await StartAndKillAsync("swap", database, "-", int.MaxValue);
        Assert.Equal(kept, (await NumbersAsync(database.Redis, Queue)).Order());
        Assert.Null(await database.Redis.KeyTimeToLiveAsync(Queue));
    }

    [Theory]
    [InlineData("retry")]
    [InlineData("queue:work")]
    public async Task Restore_ClientIsKilled_EachJobIsBackOnce(string source)
    {
        Require.RealRedis();
        await using var database = await redis.NewDatabaseAsync();
        await WriteAsync(database.Redis, source);
        var before = await DatabaseState.ReadAsync(database.Redis);
        var file = Path.Combine(_folder.FullName, "saved");
        await using (var shard = await SidekiqShard.ConnectAsync(new ShardOptions { Connection = database.ConnectionString }, Token))
        await using (var stream = File.Create(file))
        {
            var jobs = JobSelection.Where(JobSources.Parse(source), JobFilter.All);
            await shard.Operations.DeleteAsync(jobs, new OperationOptions { Save = new SavedJobWriter(stream) }, Token);
        }

        await KillRepeatedlyAsync("restore", database, file, async () =>
        {
            var back = await NumbersAsync(database.Redis, source);
            Assert.Equal(back.Distinct().Count(), back.Count);
        });

        Assert.Equal(before.ToString(), (await DatabaseState.ReadAsync(database.Redis)).ToString());
    }

    [Fact]
    public async Task Push_ClientIsKilled_EachSliceIsWholeOrAbsent()
    {
        Require.RealRedis();
        const int ManyJobs = 200_000;
        const int Slice = 1000;
        await using var database = await redis.NewDatabaseAsync();
        await StartAndKillAsync("push", database, $"{ManyJobs}", chunks: 5);

        var numbers = await NumbersAsync(database.Redis, "queue:default");
        Assert.Equal(numbers.Distinct().Count(), numbers.Count);
        Assert.All(numbers.CountBy(number => number / Slice), slice => Assert.Equal(Slice, slice.Value));
        Assert.InRange(numbers.Count, Slice, ManyJobs - Slice);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static async Task KillRepeatedlyAsync(string verb, TestDatabase database, string file, Func<Task> assertAsync)
    {
        var random = new Random(verb.Length);
        for (var kill = 0; kill < TestSizes.KillsOfAClient; kill++)
        {
            await StartAndKillAsync(verb, database, file, random.Next(MostChunks / TestSizes.KillsOfAClient));
            await assertAsync();
        }

        await StartAndKillAsync(verb, database, file, int.MaxValue);
        await assertAsync();
    }

    /// <summary>Kills it after so many lines of progress, unless it is done before.</summary>
    private static async Task StartAndKillAsync(string verb, TestDatabase database, string file, int chunks)
    {
        await using var victim = await LeashedProcess.StartAsync(Victim, [verb, database.Url, file], cancellationToken: Token);
        for (string? line = string.Empty; chunks >= 0 && line != Done; chunks--)
        {
            line = await victim.Output.ReadLineAsync(Token);
            Assert.NotNull(line);
        }
    }

    /// <summary>Waits until so many jobs are copied, or the client says something.</summary>
    private static async Task WaitForCopyAsync(TestDatabase database, int jobs, Task said)
    {
        while (!said.IsCompleted)
        {
            foreach (var copy in await CopiesAsync(database))
            {
                if (await database.Redis.ListLengthAsync(copy) >= jobs)
                {
                    return;
                }
            }
        }

        await said;
    }

    private static async Task<IReadOnlyList<RedisKey>> CopiesAsync(TestDatabase database) =>
        await database.Admin.GetServers()[0].KeysAsync(database.Index, "sidekiq-cluster:copy:*").ToListAsync(Token);

    private static async Task<IEnumerable<int>> SavedAsync(string file)
    {
        await using var stream = File.OpenRead(file);
        return (await SavedJobReader.ReadAsync(stream, Token)).Select(job => Number(System.Text.Encoding.UTF8.GetString(job.Raw.Span)));
    }

    private static async Task WriteAsync(IDatabase redis, string key)
    {
        if (key == "retry")
        {
            await redis.SortedSetAddAsync(key, [.. All.Select(number => new SortedSetEntry(Payload(number), number))]);
        }
        else
        {
            await redis.ListRightPushAsync(key, [.. All.Select(number => (RedisValue)Payload(number))]);
            await redis.SetAddAsync("queues", [key["queue:".Length..]]);
        }
    }

    private static async Task<IReadOnlyCollection<int>> NumbersAsync(IDatabase redis, string key)
    {
        var jobs = key is "retry" or "dead" ? await redis.SortedSetRangeByRankAsync(key) : await redis.ListRangeAsync(key);
        return [.. jobs.Select(job => Number((string)job!))];
    }

    private static string Payload(int number) => FormattableString.Invariant($$"""{"class":"A","args":[{{number}}],"queue":"default"}""");

    private static int Number(string payload) => System.Text.Json.JsonElement.Parse(payload).GetProperty("args")[0].GetInt32();
}
