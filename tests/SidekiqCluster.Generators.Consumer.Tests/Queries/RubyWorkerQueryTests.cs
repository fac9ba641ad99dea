using System.Text.Json.Nodes;
using Shop;
using SidekiqCluster.TestKit.Jobs;
using SidekiqCluster.TestKit.Redis;
using SidekiqCluster.TestKit.Shards;
using StackExchange.Redis;

namespace SidekiqCluster.Generators.Consumer.Tests.Queries;

/// <summary>Typed queries by records that are made from Ruby files.</summary>
public sealed class RubyWorkerQueryTests(RedisFixture redis)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ActiveJob_IsUnwrappedAndFiltered()
    {
        await using var database = await redis.NewDatabaseAsync();
        const string Keywords = """{"format":"pdf","_aj_ruby2_keywords":["format"]}""";
        await PushAsync(
            database,
            Wrapped("kw", $"[5,{Keywords}]"),
            Wrapped("positional", $"""[6,"de",{Keywords}]"""),
            Wrapped("gid", """[5,{"_aj_globalid":"gid://app/Locale/1"},{"format":"csv","force":true,"_aj_ruby2_keywords":["format","force"]}]"""),
            Wrapped("none", "[5]"),
            AJob.Enqueued().With(jid: "plain", @class: "NightlyReportJob").With("args", JsonNode.Parse("[5]")));
        await using var shard = await ShardDriver.ConnectAsync(new ShardOptions { Connection = database.ConnectionString });
        var query = shard.Queue("default").Jobs<NightlyReportJob>().OldestFirst();

        var all = await query.ToListAsync(Token);

        Assert.Equal(
            [
                "kw: 5 en pdf ",
                "positional: 6 de pdf ",
                "gid: 5 gid://app/Locale/1 csv True",
                "none: 5 en  ",
                "plain: Arguments: expected those of an Active Job, found those of a job of Sidekiq's own.",
            ],
            all.Select(job => $"{job.Jid}: " + (job.Mismatch?.Message
                ?? $"{job.Args.ReportId} {job.Args.Locale} {job.Args.Keywords?.Format} {job.Args.Keywords?.Force}")));
        await AssertJidsAsync(query.Where(j => j.Args.Locale == "en"), "kw", "none");
        await AssertJidsAsync(query.Where(j => j.Args.Keywords!.Format == "pdf"), "kw", "positional");
        await AssertJidsAsync(query.Where(j => j.Args.Keywords == null), "none");
        Assert.Equal(
            [new("en", 2), new JobGroup("de", 1), new JobGroup("gid://app/Locale/1", 1)],
            (await query.CountByAsync(j => j.Args.Locale, Token)).Groups!);
        Assert.Equal(
            [new("pdf", 2), new JobGroup(null, 1), new JobGroup("csv", 1)],
            (await query.CountByAsync(j => j.Args.Keywords!.Format, Token)).Groups!);
        await AssertJidsAsync(query.Where(j => j.Args.Locale.StartsWith("gid:")), "gid");
    }

    [Fact]
    public async Task CountBy_ArgumentsAndDefaults_GroupsJobsThatFit()
    {
        await using var database = await redis.NewDatabaseAsync();
        await database.Redis.SetAddAsync("queues", "default");
        await PushAsync(
            database,
            AJob.Enqueued().With(@class: "ImportJob").With("args", JsonNode.Parse("""["a.csv"]""")),
            AJob.Enqueued().With(@class: "ImportJob").With("args", JsonNode.Parse("""["a.csv",{},false]""")),
            AJob.Enqueued().With(@class: "ImportJob").With("args", JsonNode.Parse("""["b.csv",{},true]""")),
            AJob.Enqueued().With(@class: "ImportJob").With("args", JsonNode.Parse("""[5]""")));
        await using var shard = await ShardDriver.ConnectAsync(new ShardOptions { Connection = database.ConnectionString });
        var query = shard.Jobs<ImportJob>(JobSources.Queues);

        Assert.Equal([new("a.csv", 2), new JobGroup("b.csv", 1)], (await query.CountByAsync(j => j.Args.FileName, Token)).Groups!);
        Assert.Equal([new("false", 2), new JobGroup("true", 1)], (await query.CountByAsync(j => j.Args.Force, Token)).Groups!);
        Assert.Equal([new("false", 2), new JobGroup("true", 1)], (await query.OldestFirst().Take(3).CountByAsync(j => j.Args.Force, Token)).Groups!);
        Assert.Equal([new JobGroup("default", 3)], (await query.CountByAsync(j => j.Queue, Token)).Groups!);
    }

    private static async Task AssertJidsAsync(TypedJobQuery<NightlyReportJob> query, params string[] expected) =>
        Assert.Equal(expected, (await query.WithoutMismatched().ToListAsync(Token)).Select(job => job.Jid));

    private static AJob Wrapped(string jid, string arguments) => AJob.Enqueued()
        .With(jid: jid, @class: "ActiveJob::QueueAdapters::SidekiqAdapter::JobWrapper")
        .With("wrapped", "NightlyReportJob")
        .With("args", JsonNode.Parse($$"""[{"job_class":"NightlyReportJob","arguments":{{arguments}}}]"""));

    private static Task<long> PushAsync(TestDatabase database, params AJob[] jobs) =>
        database.Redis.ListLeftPushAsync("queue:default", [.. jobs.Select(job => (RedisValue)job.Json)]);
}
