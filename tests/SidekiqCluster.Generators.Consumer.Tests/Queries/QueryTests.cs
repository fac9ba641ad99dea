using System.Text.Json.Nodes;
using Shop;
using SidekiqCluster.Generators.Consumer.Tests.Jobs;
using SidekiqCluster.TestKit;
using SidekiqCluster.TestKit.Jobs;
using SidekiqCluster.TestKit.Redis;
using StackExchange.Redis;

namespace SidekiqCluster.Generators.Consumer.Tests.Queries;

/// <summary>Typed queries over a shard: reading and counting.</summary>
public sealed class QueryTests(RedisFixture redis)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Enumerate_WhereOverArgsAndFields_GivesTypedJobs()
    {
        await using var database = await redis.NewDatabaseAsync();
        await AddAsync(database, "retry", (10, Charge("""[7,12.5,{"currency":"EUR"}]""", "a")), (20, Charge("[8,1]", "b")), (30, Charge("[7,2]", "c")));
        await using var shard = await SidekiqShard.ConnectAsync(database.ConnectionString, Token);

        var seen = new List<string>();
        await foreach (var job in shard.RetrySet.Jobs<ChargeMerchant>().Where(j => j.Args.MerchantId == 7 && j.ErrorClass == "Timeout::Error"))
        {
            seen.Add($"{job.Jid} {job.Score} {job.At:u} {job.Args.Amount} {job.Args.Options?.Currency} {job.RetryCount} {job.Source} {job.Shard == shard.Name}");
        }

        Assert.Equal(["c 30 1970-01-01 00:00:30Z 2  0 retry True", "a 10 1970-01-01 00:00:10Z 12.5 EUR 0 retry True"], seen);
    }

    [Fact]
    public async Task Enumerate_JobsThatDoNotFit_ComeWithTheReasonAndThrowForTheirArgs()
    {
        await using var database = await redis.NewDatabaseAsync();
        await PushAsync(database, Charge("[7]", "few"), Charge("""["7",1]""", "text"), Charge("[7,1,null,9]", "extra"), Charge("[7,1]", "fits"));
        await using var shard = await SidekiqShard.ConnectAsync(database.ConnectionString, Token);
        var query = shard.Queue("default").Jobs<ChargeMerchant>().OldestFirst();

        var all = await query.ToListAsync(Token);

        Assert.Equal(
            [
                ("few", "Argument 2 (amount): expected 2 or more arguments, found only 1."),
                ("text", "Argument 1 (merchant_id): expected an integer (Int64), found a string."),
                ("extra", null),
                ("fits", null),
            ],
            all.Select(job => (job.Jid, job.Mismatch?.Message)));
        Assert.Equal([0, 0, 1, 0], all.Select(job => job.ExtraArguments));
        Assert.Equal(
            "Job few does not fit ChargeMerchant: Argument 2 (amount): expected 2 or more arguments, found only 1. Look at Mismatch first, or leave such jobs out with WithoutMismatched().",
            Assert.Throws<JobArgsMismatchException>(() => all[0].Args).Message);
        Assert.Equal(["extra", "fits"], (await query.WithoutMismatched().ToListAsync(Token)).Select(job => job.Jid));
        Assert.Equal(["few", "text"], (await query.OnlyMismatched().ToListAsync(Token)).Select(job => job.Jid));
        Assert.Equal(["few", "extra", "fits"], (await query.Where(j => j.Args.MerchantId == 7).ToListAsync(Token)).Select(job => job.Jid));
    }

    [Fact]
    public async Task Count_TellsMismatchesApart()
    {
        await using var database = await redis.NewDatabaseAsync();
        await PushAsync(database, Charge("[7]", "few"), Charge("[7,1]", "a"), Charge("[7,2]", "b"), Charge("[8,2]", "c"));
        await using var shard = await SidekiqShard.ConnectAsync(database.ConnectionString, Token);
        var query = shard.Jobs<ChargeMerchant>();

        Assert.Equal((3, 1), await CountAsync(query));
        Assert.Equal((2, 1), await CountAsync(query.Where(j => j.Args.MerchantId == 7)));
        Assert.Equal((2, 0), await CountAsync(query.Where(j => j.Args.MerchantId == 7).WithoutMismatched()));
        Assert.Equal((0, 1), await CountAsync(query.OnlyMismatched()));
        Assert.Equal((2, 0), await CountAsync(query.NewestFirst().Take(2)));
        Assert.Equal((1, 1), await CountAsync(query.OldestFirst().Take(2)));
    }

    [Fact]
    public async Task CountBy_ArgumentsAndDefaults_GroupsJobsThatFit()
    {
        await using var database = await redis.NewDatabaseAsync();
        await PushAsync(
            database,
            AJob.Enqueued().With(@class: "ImportJob").With("args", JsonNode.Parse("""["a.csv"]""")),
            AJob.Enqueued().With(@class: "ImportJob").With("args", JsonNode.Parse("""["a.csv",{},false]""")),
            AJob.Enqueued().With(@class: "ImportJob").With("args", JsonNode.Parse("""["b.csv",{},true]""")),
            AJob.Enqueued().With(@class: "ImportJob").With("args", JsonNode.Parse("""[5]""")));
        await using var shard = await SidekiqShard.ConnectAsync(database.ConnectionString, Token);
        var query = shard.Jobs<ImportJob>(JobSources.Queues);

        Assert.Equal([new("a.csv", 2), new JobGroup("b.csv", 1)], (await query.CountByAsync(j => j.Args.FileName, Token)).Groups!);
        Assert.Equal([new("false", 2), new JobGroup("true", 1)], (await query.CountByAsync(j => j.Args.Force, Token)).Groups!);
        Assert.Equal([new("false", 2), new JobGroup("true", 1)], (await query.OldestFirst().Take(3).CountByAsync(j => j.Args.Force, Token)).Groups!);
        Assert.Equal([new JobGroup("default", 3)], (await query.CountByAsync(j => j.Queue, Token)).Groups!);
    }

    [Fact]
    public async Task Order_TakeAndFirst_FollowTheQuery()
    {
        await using var database = await redis.NewDatabaseAsync();
        await AddAsync(database, "dead", (10, Charge("[1,1]", "a")), (20, Charge("[2,1]", "b")), (30, Charge("[3,1]", "c")));
        await using var shard = await SidekiqShard.ConnectAsync(database.ConnectionString, Token);
        var query = shard.DeadSet.Jobs<ChargeMerchant>();

        Assert.Equal(["c", "b"], (await query.Take(2).ToListAsync(Token)).Select(job => job.Jid));
        Assert.Equal(["a", "b"], (await query.OldestFirst().Take(2).Take(5).ToListAsync(Token)).Select(job => job.Jid));
        Assert.Equal("b", (await query.Where(j => j.Args.MerchantId < 3).FirstOrDefaultAsync(Token))?.Jid);
        Assert.Null(await query.Where(j => j.Args.MerchantId > 3).FirstOrDefaultAsync(Token));
        Assert.Equal(3, await query.AsAsyncEnumerable().CountAsync(Token));
    }

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
        await using var shard = await SidekiqShard.ConnectAsync(database.ConnectionString, Token);
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

    [Theory]
    [InlineData("""{"class":"ChargeMerchant","args":null}""", JobArgsMismatchKind.NotAnArray, "Arguments: expected an array, found null.")]
    [InlineData("""{"class":"ChargeMerchant"}""", JobArgsMismatchKind.NotAnArray, "Arguments: expected an array, found nothing.")]
    [InlineData(
        """{"class":"ChargeMerchant","encrypt":true,"args":[7,"BAhp"]}""",
        JobArgsMismatchKind.Encrypted,
        "Arguments: expected an array, found an array whose last element is encrypted.")]
    [InlineData(
        """{"class":"Sidekiq::ActiveJob::Wrapper","wrapped":"ChargeMerchant","args":[{"arguments":[7,1]}]}""",
        JobArgsMismatchKind.OtherApi,
        "Arguments: expected those of a job of Sidekiq's own, found those of an Active Job.")]
    public void Mismatch_OfThePayload_TellsWhy(string payload, JobArgsMismatchKind kind, string message)
    {
        var job = new TypedJob<ChargeMerchant>(new JobRecord("eu-1", JobSource.Dead, System.Text.Encoding.UTF8.GetBytes(payload)));

        Assert.Equal((kind, message), (job.Mismatch!.Kind, job.Mismatch.Message));
    }

    [Fact]
    public void Filter_JobsThatDoNotMatch_CostNoAllocation()
    {
        var filter = Array.Empty<JobRecord>().Jobs<ChargeMerchant>().Where(j => j.Args.MerchantId == 7 && j.Args.Amount > 5m).ToFilter();
        JobRecord[] jobs =
        [
            .. new[] { Charge("[8,12.5]", "a"), Charge("[7,1]", "b"), AJob.Enqueued() }
                .Select(job => new JobRecord("eu-1", JobSource.Queue("default"), job.Bytes)),
        ];

        Assert.All(jobs, job => Assert.False(filter.Matches(job, default)));
        Assert.Equal(0, Allocations.Least(() =>
        {
            foreach (var job in jobs)
            {
                filter.Matches(job, default);
            }
        }));
    }

    private static async Task<(long, long)> CountAsync(TypedJobQuery<ChargeMerchant> query)
    {
        var count = await query.CountAsync(Token);
        Assert.Null(count.Groups);
        return (count.Count, count.Mismatched);
    }

    private static async Task AssertJidsAsync(TypedJobQuery<NightlyReportJob> query, params string[] expected) =>
        Assert.Equal(expected, (await query.WithoutMismatched().ToListAsync(Token)).Select(job => job.Jid));

    private static AJob Charge(string args, string jid) =>
        AJob.Retrying().With(jid: jid, @class: "ChargeMerchant").With("args", JsonNode.Parse(args));

    private static AJob Wrapped(string jid, string arguments) => AJob.Enqueued()
        .With(jid: jid, @class: "ActiveJob::QueueAdapters::SidekiqAdapter::JobWrapper")
        .With("wrapped", "NightlyReportJob")
        .With("args", JsonNode.Parse($$"""[{"job_class":"NightlyReportJob","arguments":{{arguments}}}]"""));

    private static Task<long> AddAsync(TestDatabase database, string set, params (double Score, AJob Job)[] jobs) =>
        database.Redis.SortedSetAddAsync(set, [.. jobs.Select(one => new SortedSetEntry(one.Job.Json, one.Score))]);

    private static async Task PushAsync(TestDatabase database, params AJob[] jobs)
    {
        await database.Redis.SetAddAsync("queues", "default");
        await database.Redis.ListLeftPushAsync("queue:default", [.. jobs.Select(job => (RedisValue)job.Json)]);
    }
}
