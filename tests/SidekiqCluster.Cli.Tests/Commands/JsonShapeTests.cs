using System.Text.Json;
using SidekiqCluster.TestKit;
using SidekiqCluster.TestKit.Redis;
using SidekiqCluster.Verbs;

namespace SidekiqCluster.Cli.Commands;

/// <summary>The keys of every JSON answer, in order: they are what other programs rely on.</summary>
public sealed class JsonShapeTests(RedisFixture redis)
{
    private const string Job = "id,shard,source,jid,class,display_class,args,display_args,queue,created_at,enqueued_at,failed_at,"
        + "retried_at,retry_count,error_class,error_message,error_backtrace,tags,bid,score,at,latency,malformed,raw,raw_base64";

    [Theory]
    [InlineData("stats", "totals,by_shard", "totals", "processed,failed,busy,processes,enqueued,scheduled,retries,dead,default_latency")]
    [InlineData("history --days 2", "days,by_shard", "days", "date,processed,failed")]
    [InlineData("info", "servers", "servers", "shard,labels,kind,version,role,uptime,connected_clients,used_memory,peak_memory,max_memory,max_memory_policy,degradations,fields")]
    [InlineData("queue list", "queues", "queues", "shard,name,size,latency,paused,registered")]
    [InlineData("queue show default", "queues", "queues", "shard,name,size,latency,paused,registered")]
    [InlineData("job list --in all --limit 1", "jobs,cursor", "jobs", Job)]
    [InlineData("job count --in all --by class", "count,groups,by_shard", "groups", "key,count")]
    [InlineData("process list", "processes", "processes", "shard,identity,hostname,pid,tag,version,labels,queues,capsules,concurrency,busy,rss_kb,rtt_us,quiet,embedded,leader,started_at,beat")]
    [InlineData("work list", "work", "work", Job + ",process,tid,run_at")]
    [InlineData("metrics top", "jobs,marks,bucket,starts_at,ends_at", "jobs", "shard,class,processed,failed,elapsed,average")]
    [InlineData("metrics job Catalog::IndexJob", "series,class,totals,by_shard,histogram_labels,marks,bucket,starts_at,ends_at", "series", "shard,start,processed,failed,elapsed,histogram")]
    [InlineData("deploy list", "deploys", "deploys", "shard,at,label")]
    [InlineData("queue pause default", "queues,warnings", "queues", "shard,name,paused,changed")]
    [InlineData("stats reset --yes", "reset", "reset", "shard,counter,before")]
    [InlineData("process dump batch.2:13860:f923dc00dd4a", "signals,missing", "signals", "shard,identity,outcome,reason,obeyed")]
    [InlineData("process prune", "pruned", "pruned", "shard,pruned")]
    [InlineData("iteration cancel abc", "cancelled", "cancelled", "shard,jid,cancelled_at")]
    [InlineData("deploy mark v1", "deploys", "deploys", "shard,at,label,outcome")]
    [InlineData("push HardJob", "pushed", "pushed", "shard,jid,class,queue,at")]
    [InlineData("profile list", "profiles", "profiles", "shard,key,token,jid,type,started_at,elapsed,size,expires_at")]
    public async Task Json_OfEveryVerb_HasTheDocumentedKeys(string commandLine, string envelope, string rows, string keys)
    {
        var fixture = TestKit.Redis.Fixture.Load("sidekiq-8.1.7");
        await using var database = await redis.NewDatabaseAsync(fixture);
        var cli = new TestCli { Environment = { ["REDIS_URL"] = database.Url }, Clock = new StoppedClock(fixture.Now) };

        var json = await cli.RunAsync($"{commandLine} --format json");
        var lines = await cli.RunAsync($"{commandLine} --format jsonl");
        var csv = await cli.RunAsync($"{commandLine} --format csv");

        Assert.Equal(ExitCode.Done, json.ExitCode);
        Assert.Equal($"captured_at,shards,{envelope}", KeysOf(json.Json));
        Assert.Equal(keys, KeysOf(FirstOf(json.Json.GetProperty(rows))));
        Assert.Equal(commandLine == "stats" ? $"shard,{keys}" : keys, KeysOf(JsonElement.Parse(lines.Lines[0])));
        Assert.Equal(commandLine == "stats" ? $"shard,{keys}" : keys, csv.Output.Split("\r\n")[0]);
        Assert.Equal("shard,status,error", KeysOf(json.Json.GetProperty("shards")[0]));
    }

    private static JsonElement FirstOf(JsonElement value) => value.ValueKind == JsonValueKind.Array ? value[0] : value;

    private static string KeysOf(JsonElement value) => string.Join(',', value.EnumerateObject().Select(p => p.Name));
}
