using System.Text.Json.Nodes;
using SidekiqCluster.TestKit.Redis;

namespace SidekiqCluster.Demo;

/// <summary>Processes treat jobs as Sidekiq does: count them, retry them, give them up, and leave them behind.</summary>
public sealed class SimulatedProcessTests(RedisFixture redis)
{
    private static readonly TimeSpan Duration = TimeSpan.FromMilliseconds(500);

    [Theory]
    [InlineData("""{"retry":true}""", "retry", 15, """{"retry":true,"error_message":"too hard","error_class":"RuntimeError","failed_at":1795478390.75,"retry_count":0}""")]
    [InlineData("""{"retry":true,"failed_at":1.5,"retry_count":0}""", "retry", 16, """{"retry":true,"failed_at":1.5,"retry_count":1,"error_message":"too hard","error_class":"RuntimeError","retried_at":1795478390.75}""")]
    [InlineData("""{"retry":true,"failed_at":1.5,"retry_count":23}""", "retry", 331791, """{"retry":true,"failed_at":1.5,"retry_count":24,"error_message":"too hard","error_class":"RuntimeError","retried_at":1795478390.75}""")]
    [InlineData("""{"retry":true,"failed_at":1.5,"retry_count":24}""", "dead", 0, """{"retry":true,"failed_at":1.5,"retry_count":25,"error_message":"too hard","error_class":"RuntimeError","retried_at":1795478390.75}""")]
    [InlineData("""{"retry":2,"failed_at":1.5,"retry_count":0}""", "retry", 16, """{"retry":2,"failed_at":1.5,"retry_count":1,"error_message":"too hard","error_class":"RuntimeError","retried_at":1795478390.75}""")]
    [InlineData("""{"retry":2,"failed_at":1.5,"retry_count":1}""", "dead", 0, """{"retry":2,"failed_at":1.5,"retry_count":2,"error_message":"too hard","error_class":"RuntimeError","retried_at":1795478390.75}""")]
    [InlineData("""{"retry":0}""", "dead", 0, """{"retry":0,"error_message":"too hard","error_class":"RuntimeError","failed_at":1795478390.75,"retry_count":0}""")]
    [InlineData("""{"retry":false}""", null, 0, null)]
    [InlineData("""{"retry":0,"dead":false}""", null, 0, null)]
    public async Task Work_JobThatRaises_GoesWhereItsRetriesSay(string job, string? set, double seconds, string? becomes)
    {
        await using var test = await SimulatedInstallation.NewAsync(redis, Era.Seven);
        const string start = """{"class":"HardJob","queue":"default",""";
        await test.Installation.EnqueueAsync("default", start + job[1..]);
        var process = NewProcess(test);

        await process.WorkAsync();
        test.Clock.Advance(Duration);
        await process.WorkAsync();

        foreach (var each in (string[])["retry", "dead"])
        {
            Assert.Equal(each == set ? [(start + becomes![1..], seconds)] : [], await test.SetAsync(each));
        }
    }

    [Fact]
    public async Task Work_JobOfAnUnknownClass_RaisesNameError()
    {
        await using var test = await SimulatedInstallation.NewAsync(redis, Era.Eight);
        await test.Installation.EnqueueAsync("default", """{"class":"Nobody","args":[],"retry":true}""");
        var process = NewProcess(test);

        await process.WorkAsync();
        test.Clock.Advance(Duration);
        await process.WorkAsync();

        var (payload, _) = Assert.Single(await test.SetAsync("retry"));
        Assert.Equal(("NameError", "uninitialized constant Nobody"), ((string?)JsonNode.Parse(payload)!["error_class"], (string?)JsonNode.Parse(payload)!["error_message"]));
    }

    [Fact]
    public async Task Work_Executions_AddToTheTotalsAndToTheirDay()
    {
        await using var test = await SimulatedInstallation.NewAsync(redis, Era.Eight);
        await test.Installation.CountAsync(test.Installation.Now, 100, 7);
        await test.Installation.EnqueueAsync("default", """{"class":"HardJob","args":[]}""", """{"class":"HardJob","args":[2]}""");
        var process = NewProcess(test);

        await process.WorkAsync();
        test.Clock.Advance(TimeSpan.FromSeconds(20));
        await process.WorkAsync();

        Assert.Equal(("102", "9"), ((string?)await test.Redis.StringGetAsync("stat:processed"), (string?)await test.Redis.StringGetAsync("stat:failed")));
        Assert.Equal(("100", "7"), ((string?)await test.Redis.StringGetAsync("stat:processed:2026-11-23"), (string?)await test.Redis.StringGetAsync("stat:failed:2026-11-23")));
        Assert.Equal(("2", "2"), ((string?)await test.Redis.StringGetAsync("stat:processed:2026-11-24"), (string?)await test.Redis.StringGetAsync("stat:failed:2026-11-24")));
        Assert.Equal("2", (string?)await test.Redis.HashGetAsync("j|261124|0:00", "HardJob|f"));
    }

    [Fact]
    public async Task Beat_ToldToStop_LeavesItsJobsWhereTheyAreNext_AndTheSetOfProcesses()
    {
        await using var test = await SimulatedInstallation.NewAsync(redis, Era.Eight);
        await test.Installation.EnqueueAsync("default", "first", "second", "third", "fourth");
        var process = NewProcess(test);
        await process.WorkAsync();
        await process.BeatAsync();
        var identity = (string)Assert.Single(await test.Redis.SetMembersAsync("processes"))!;
        Assert.Equal(2, await test.Redis.HashLengthAsync($"{identity}:work"));
        Assert.Equal(["fourth", "third"], await test.QueueAsync("default"));

        await test.Redis.ListLeftPushAsync($"{identity}-signals", "TERM");
        var goesOn = await process.BeatAsync();

        Assert.False(goesOn);
        Assert.Equal(["fourth", "third", "first", "second"], await test.QueueAsync("default"));
        Assert.Empty(await test.Redis.SetMembersAsync("processes"));
        Assert.False(await test.Redis.KeyExistsAsync($"{identity}:work"));
    }

    [Fact]
    public async Task Bury_WhenThereAreTooMany_ForgetsTheOldest()
    {
        await using var test = await SimulatedInstallation.NewAsync(redis, Era.Eight);
        var now = Installation.Seconds(test.Installation.Now);
        await test.Redis.SortedSetAddAsync(
            "dead", [.. Enumerable.Range(1, 10_005).Select(i => new StackExchange.Redis.SortedSetEntry($"job {i}", now - i)), new("old", now - (181 * 86_400))]);

        await test.Installation.BuryAsync("last");

        var dead = await test.SetAsync("dead");
        Assert.Equal((9_999, "job 9998", "last"), (dead.Length, dead[0].Payload, dead[^1].Payload));
    }

    private static SimulatedProcess NewProcess(SimulatedInstallation test) =>
        new(test.Installation, SimulatedInstallation.AllFail, "worker", 1, "test", 2, ["default"]);
}
