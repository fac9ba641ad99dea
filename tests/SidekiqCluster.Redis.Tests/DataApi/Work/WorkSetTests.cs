using System.Text.Json;
using SidekiqCluster.TestKit.Jobs;
using SidekiqCluster.TestKit.Redis;
using StackExchange.Redis;

namespace SidekiqCluster.Redis.Tests.DataApi.Work;

public sealed class WorkSetTests(RedisFixture redis)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Versions => [.. Fixture.Versions];

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task List_OfFixture_AnswersAsRubyDoes(string version)
    {
        var fixture = Fixture.Load(version);
        var expected = fixture.Expected.GetProperty("work");
        await using var database = await redis.NewDatabaseAsync(fixture, "myapp:");
        await using var shard = await database.ConnectAsync(fixture.Now);

        var work = await shard.Work.ListAsync(Token);

        Assert.Equal(expected.GetProperty("size").GetInt64(), await shard.Work.CountAsync(Token));
        // Ruby has no order among equal seconds; ours is by process and thread.
        Assert.Equal(
            expected.GetProperty("each").EnumerateArray()
                .Select(Describe)
                .OrderBy(item => item.RunAt)
                .ThenBy(item => item.Process, StringComparer.Ordinal)
                .ThenBy(item => item.Thread, StringComparer.Ordinal),
            work.Select(item => (
                RunAt: item.RunAt!.Value.ToUnixTimeSeconds(),
                Process: item.ProcessIdentity,
                Thread: item.ThreadId,
                item.Queue,
                Payload: Normalise(item.Job.RawText!))));
        Assert.All(work, item => Assert.Equal((JobSource.Work, shard.Name), (item.Job.Source, item.Job.Shard)));
    }

    [Fact]
    public async Task FindWork_OfFixture_AnswersAsRubyDoes()
    {
        var fixture = Fixture.Load("sidekiq-8.1.7");
        await using var database = await redis.NewDatabaseAsync(fixture);
        await using var shard = await database.ConnectAsync(fixture.Now);

        foreach (var find in fixture.Expected.GetProperty("work").GetProperty("find").EnumerateArray())
        {
            Assert.Equal(find[1].GetString(), (await shard.Work.FindWorkAsync(find[0].GetString()!, Token))?.Job.RawText);
        }
    }

    [Fact]
    public async Task List_ProcessesOfBothEras_AreReadTogetherOldestFirst()
    {
        var (old, @new) = (AJob.Enqueued(), AJob.Enqueued());
        await using var database = await redis.NewDatabaseAsync();
        await database.Redis.SetAddAsync("processes", ["new:1:a", "old:1:a"]);
        await database.Redis.HashSetAsync("new:1:a:work", [new("t1", Entry(@new.Json, 200))]);
        await database.Redis.HashSetAsync("old:1:a:workers", [new("t2", $$"""{"queue":"low","payload":{{old.Json}},"run_at":100}""")]);
        await using var shard = await database.ConnectAsync();

        var work = await shard.Work.ListAsync(Token);

        Assert.Equal([("old:1:a", "t2", old.Json), ("new:1:a", "t1", @new.Json)],
            work.Select(item => (item.ProcessIdentity, item.ThreadId, item.Job.RawText!)));
    }

    [Fact]
    public async Task List_EqualStarts_GoByProcessThenThreadAndUnknownStartsLast()
    {
        await using var database = await redis.NewDatabaseAsync();
        await database.Redis.SetAddAsync("processes", ["b:1:a", "a:1:a"]);
        await database.Redis.HashSetAsync("a:1:a:work", [new("t2", Entry("{}", 7)), new("t1", Entry("{}", 7)), new("t0", "?")]);
        await database.Redis.HashSetAsync("b:1:a:work", [new("t0", Entry("{}", 7)), new("t9", Entry("{}", 6))]);
        await using var shard = await database.ConnectAsync();

        var work = await shard.Work.ListAsync(Token);

        Assert.Equal(["b:1:a/t9", "a:1:a/t1", "a:1:a/t2", "b:1:a/t0", "a:1:a/t0"],
            work.Select(item => $"{item.ProcessIdentity}/{item.ThreadId}"));
        Assert.True(work[^1].Job.IsMalformed);
        Assert.Equal("?", work[^1].Job.RawText);
    }

    [Fact]
    public async Task List_ThreadInBothHashes_IsListedOnceAsTheNewerSays()
    {
        await using var database = await redis.NewDatabaseAsync();
        await database.Redis.SetAddAsync("processes", "a:1:a");
        await database.Redis.HashSetAsync("a:1:a:work", [new("t", Entry("""{"jid":"new"}""", 7))]);
        await database.Redis.HashSetAsync("a:1:a:workers", [new("t", Entry("""{"jid":"old"}""", 6))]);
        await using var shard = await database.ConnectAsync();

        Assert.Equal(["new"], (await shard.Work.ListAsync(Token)).Select(item => item.Job.Jid));
    }

    [Fact]
    public async Task List_ProcessThatIsNotRegistered_IsNotRead()
    {
        await using var database = await redis.NewDatabaseAsync();
        await database.Redis.HashSetAsync("a:1:a:work", [new("t", Entry("{}", 7))]);
        await using var shard = await database.ConnectAsync();

        Assert.Empty(await shard.Work.ListAsync(Token));
    }

    [Fact]
    public async Task List_ProcessWhoseRecordIsGone_IsStillRead()
    {
        await using var database = await redis.NewDatabaseAsync();
        await database.Redis.SetAddAsync("processes", "a:1:a");
        await database.Redis.HashSetAsync("a:1:a:work", [new("t", Entry("{}", 7))]);
        await using var shard = await database.ConnectAsync();

        Assert.Single(await shard.Work.ListAsync(Token));
        Assert.Equal(0, await shard.Work.CountAsync(Token));
    }

    [Fact]
    public async Task FindWork_JidThatRunsTwice_IsTheOlder()
    {
        await using var database = await redis.NewDatabaseAsync();
        await database.Redis.SetAddAsync("processes", "a:1:a");
        await database.Redis.HashSetAsync(
            "a:1:a:work", [new("t1", Entry("""{"jid":"b1"}""", 9)), new("t2", Entry("""{"jid":"b1"}""", 8)), new("t3", "!")]);
        await using var shard = await database.ConnectAsync();

        Assert.Equal("t2", (await shard.Work.FindWorkAsync("b1", Token))?.ThreadId);
        Assert.Null(await shard.Work.FindWorkAsync("b2", Token));
    }

    private static RedisValue Entry(string payload, long runAt) =>
        JsonSerializer.Serialize(new { queue = "low", payload, run_at = runAt });

    private static (long RunAt, string Process, string Thread, string? Queue, string Payload) Describe(JsonElement work) => (
        work.GetProperty("run_at") is { ValueKind: JsonValueKind.Number } seconds
            ? seconds.GetInt64()
            : (long)work.GetProperty("run_at").GetProperty("epoch").GetDouble(),
        work.GetProperty("process_id").GetString()!,
        work.GetProperty("thread_id").GetString()!,
        work.GetProperty("queue").GetString(),
        work.GetProperty("payload") is { ValueKind: JsonValueKind.String } text
            ? Normalise(text.GetString()!)
            : JsonSerializer.Serialize(work.GetProperty("payload")));

    // Ruby 6.4.1 answers the parsed payload, so spaces and escapes are lost.
    private static string Normalise(string json) => JsonSerializer.Serialize(JsonElement.Parse(json));
}
