using SidekiqCluster.TestKit.Jobs;
using SidekiqCluster.TestKit.Redis;
using SidekiqCluster.Verbs;

namespace SidekiqCluster.Cli.Commands;

/// <summary>Jobs named by jid or by id: those that are not there, and those that share a name.</summary>
public sealed class NamedJobTests(RedisFixture redis)
{
    [Fact]
    public async Task Jid_NotThere_IsNotFoundAndTheOthersGoOn()
    {
        await using var database = await redis.NewDatabaseAsync();
        await JobActTests.AddAsync(database, "dead", AJob.Dead().With(jid: "j1"));

        var result = await Cli(database).RunAsync("job delete --jid j1 nope --yes --format json");

        Assert.Equal(ExitCode.NotFound, result.ExitCode);
        Assert.Equal("nope", Assert.Single(result.Json.GetProperty("missing").EnumerateArray()).GetString());
        Assert.Equal(1, result.Json.GetProperty("done").GetInt32());
        Assert.Equal("sidekiq-cluster: job nope is not there; it may be done, deleted or running.", result.ErrorLine);
    }

    [Fact]
    public async Task Jid_InAnotherSource_IsNotTouched()
    {
        await using var database = await redis.NewDatabaseAsync();
        await JobActTests.AddAsync(database, "dead", AJob.Dead().With(jid: "j1"));

        var result = await Cli(database).RunAsync("job delete --in retry queues --jid j1 --yes");

        Assert.Equal(ExitCode.NotFound, result.ExitCode);
        Assert.Equal(["j1"], await JobActTests.JidsAsync(database, "dead"));
    }

    [Fact]
    public async Task Jid_OfSeveralJobs_IsRefusedWithTheirIdsAndTheOthersGoOn()
    {
        await using var database = await redis.NewDatabaseAsync();
        await JobActTests.AddAsync(
            database, "dead", AJob.Dead().With(jid: "j1"), AJob.Dead().With(jid: "twin"), AJob.Dead().With(jid: "twin", @class: "Other"));

        var result = await Cli(database).RunAsync("job delete --in dead --jid j1 twin --yes --format json");

        Assert.Equal(ExitCode.Refused, result.ExitCode);
        Assert.Equal(["twin", "twin"], await JobActTests.JidsAsync(database, "dead"));
        Assert.Equal(
            (3, 1, 2),
            (result.Json.GetProperty("matched").GetInt32(), result.Json.GetProperty("done").GetInt32(), result.Json.GetProperty("refused").GetInt32()));
        var reason = Assert.Single(result.Json.GetProperty("reasons").EnumerateObject()).Name;
        Assert.StartsWith("2 jobs have the jid twin; name the right one by --id: ", reason, StringComparison.Ordinal);
        var ids = await IdsAsync(database, "dead");
        Assert.All(ids, id => Assert.Contains($"{id} (dead of default)", reason, StringComparison.Ordinal));

        var byId = await Cli(database).RunAsync($"job delete --id={ids[0]} --yes");

        Assert.Equal(ExitCode.Done, byId.ExitCode);
        Assert.Equal([ids[1]], await IdsAsync(database, "dead"));
    }

    [Fact]
    public async Task Jid_InTwoShards_IsRefused()
    {
        await using var eu = await redis.NewDatabaseAsync();
        await using var us = await redis.NewDatabaseAsync();
        await JobActTests.AddAsync(eu, "dead", AJob.Dead().With(jid: "j1"));
        await JobActTests.AddAsync(us, "retry", AJob.Retrying().With(jid: "j1"));

        var result = await new TestCli().RunAsync(
            "job", "delete", "--jid", "j1", "--yes", "--format", "json", "--shard", $"eu={eu.Url}", "--shard", $"us={us.Url}");

        Assert.Equal(ExitCode.Refused, result.ExitCode);
        Assert.Equal(1, result.Json.GetProperty("by_shard").GetProperty("eu").GetProperty("refused").GetInt32());
        Assert.Equal(1, result.Json.GetProperty("by_shard").GetProperty("us").GetProperty("refused").GetInt32());
        Assert.Equal((1, 1), (await eu.Redis.SortedSetLengthAsync("dead"), await us.Redis.SortedSetLengthAsync("retry")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("--in queue:default dead ")]
    public async Task Id_OfMalformedJobs_AddressesThem(string sources)
    {
        await using var database = await redis.NewDatabaseAsync();
        await database.Redis.SetAddAsync("queues", "default");
        await database.Redis.ListLeftPushAsync("queue:default", ["{1", "{2", "{3"]);
        await database.Redis.SortedSetAddAsync("dead", "{4", 1);
        string[] ids = [.. await IdsAsync(database, "dead"), (await IdsAsync(database, "queue:default"))[1]];

        var result = await Cli(database).RunAsync($"job delete {sources}--id={ids[0]} --id={ids[1]} --yes");

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Equal(["{3", "{1"], (await database.Redis.ListRangeAsync("queue:default")).Select(job => (string)job!));
        Assert.False(await database.Redis.KeyExistsAsync("dead"));
    }

    [Fact]
    public async Task Id_OfAQueueThatNobodyRegistered_IsFound()
    {
        await using var database = await redis.NewDatabaseAsync();
        await database.Redis.ListLeftPushAsync("queue:lost", AJob.Enqueued().Bytes);
        var id = Assert.Single(await IdsAsync(database, "queue:lost"));

        var result = await Cli(database).RunAsync($"job delete --id={id} --yes");

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.False(await database.Redis.KeyExistsAsync("queue:lost"));
    }

    [Fact]
    public async Task Id_OutsideTheSourcesThatWereGiven_IsNotFound()
    {
        await using var database = await redis.NewDatabaseAsync();
        await JobActTests.AddAsync(database, "dead", AJob.Dead().With(jid: "j1"));
        var id = Assert.Single(await IdsAsync(database, "dead"));

        var result = await Cli(database).RunAsync($"job delete --in retry --id={id} --yes");

        Assert.Equal(ExitCode.NotFound, result.ExitCode);
        Assert.Equal(["j1"], await JobActTests.JidsAsync(database, "dead"));
    }

    [Fact]
    public async Task Id_OfOneOfSeveralShards_ActsThere()
    {
        await using var eu = await redis.NewDatabaseAsync();
        await using var us = await redis.NewDatabaseAsync();
        var job = AJob.Dead().With(jid: "j1");
        await JobActTests.AddAsync(eu, "dead", job);
        await JobActTests.AddAsync(us, "dead", job);
        var id = EntryId.Of("us", JobSource.Dead, job.Bytes);

        var result = await new TestCli().RunAsync(
            "job", "delete", $"--id={id}", "--yes", "--shard", $"eu={eu.Url}", "--shard", $"us={us.Url}");

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Equal((1, 0), (await eu.Redis.SortedSetLengthAsync("dead"), await us.Redis.SortedSetLengthAsync("dead")));
    }

    private static async Task<string[]> IdsAsync(TestDatabase database, string source) =>
        [.. (await Cli(database).RunAsync($"job list --in {source} --order oldest --format jsonl")).Lines
            .Select(line => System.Text.Json.JsonElement.Parse(line).GetProperty("id").GetString()!)];

    private static TestCli Cli(TestDatabase database) => new() { Environment = { ["REDIS_URL"] = database.Url } };
}
