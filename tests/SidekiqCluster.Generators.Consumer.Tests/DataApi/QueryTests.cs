using System.Text.Json.Nodes;
using SidekiqCluster.TestKit;
using SidekiqCluster.TestKit.Jobs;
using SidekiqCluster.TestKit.Redis;
using SidekiqCluster.TestKit.Shards;
using StackExchange.Redis;

namespace SidekiqCluster.Generators.Consumer.Tests.DataApi;

/// <summary>Typed queries over a shard: reading and counting.</summary>
public sealed class QueryTests(RedisFixture redis)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Enumerate_WhereOverArgsAndFields_GivesTypedJobs()
    {
        await using var database = await redis.NewDatabaseAsync();
        await AddAsync(database, "retry", (10, Charge("""[7,12.5,{"currency":"EUR"}]""", "a")), (20, Charge("[8,1]", "b")), (30, Charge("[7,2]", "c")));
        await using var shard = await ShardDriver.ConnectAsync(new ShardOptions { Connection = database.ConnectionString });

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
        await using var shard = await ShardDriver.ConnectAsync(new ShardOptions { Connection = database.ConnectionString });
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
        await using var shard = await ShardDriver.ConnectAsync(new ShardOptions { Connection = database.ConnectionString });
        var query = shard.Jobs<ChargeMerchant>();

        Assert.Equal((3, 1), await CountAsync(query));
        Assert.Equal((2, 1), await CountAsync(query.Where(j => j.Args.MerchantId == 7)));
        Assert.Equal((2, 0), await CountAsync(query.Where(j => j.Args.MerchantId == 7).WithoutMismatched()));
        Assert.Equal((0, 1), await CountAsync(query.OnlyMismatched()));
        Assert.Equal((2, 0), await CountAsync(query.NewestFirst().Take(2)));
        Assert.Equal((1, 1), await CountAsync(query.OldestFirst().Take(2)));
    }

    [Fact]
    public async Task CountBy_Argument_GroupsJobsThatFit()
    {
        await using var database = await redis.NewDatabaseAsync();
        await PushAsync(
            database, Charge("""[7,1,{"currency":"EUR"}]""", "a"), Charge("[7,2]", "b"), Charge("[8,1]", "c"), Charge("[8]", "few"));
        await using var shard = await ShardDriver.ConnectAsync(new ShardOptions { Connection = database.ConnectionString });
        var query = shard.Jobs<ChargeMerchant>(JobSources.Queues);

        var count = await query.CountByAsync(j => j.Args.MerchantId, Token);

        Assert.Equal((3, 1), (count.Count, count.Mismatched));
        Assert.Equal([new("7", 2), new JobGroup("8", 1)], count.Groups!);
        Assert.Equal([new(null, 2), new JobGroup("EUR", 1)], (await query.CountByAsync(j => j.Args.Options!.Currency, Token)).Groups!);
    }

    [Fact]
    public async Task Order_TakeAndFirst_FollowTheQuery()
    {
        await using var database = await redis.NewDatabaseAsync();
        await AddAsync(database, "dead", (10, Charge("[1,1]", "a")), (20, Charge("[2,1]", "b")), (30, Charge("[3,1]", "c")));
        await using var shard = await ShardDriver.ConnectAsync(new ShardOptions { Connection = database.ConnectionString });
        var query = shard.DeadSet.Jobs<ChargeMerchant>();

        Assert.Equal(["c", "b"], (await query.Take(2).ToListAsync(Token)).Select(job => job.Jid));
        Assert.Equal(["a", "b"], (await query.OldestFirst().Take(2).Take(5).ToListAsync(Token)).Select(job => job.Jid));
        Assert.Equal("b", (await query.Where(j => j.Args.MerchantId < 3).FirstOrDefaultAsync(Token))?.Jid);
        Assert.Null(await query.Where(j => j.Args.MerchantId > 3).FirstOrDefaultAsync(Token));
        Assert.Equal(3, await query.AsAsyncEnumerable().CountAsync(Token));
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

    private static AJob Charge(string args, string jid) =>
        AJob.Retrying().With(jid: jid, @class: "ChargeMerchant").With("args", JsonNode.Parse(args));

    private static Task<long> AddAsync(TestDatabase database, string set, params (double Score, AJob Job)[] jobs) =>
        database.Redis.SortedSetAddAsync(set, [.. jobs.Select(one => new SortedSetEntry(one.Job.Json, one.Score))]);

    private static async Task PushAsync(TestDatabase database, params AJob[] jobs)
    {
        await database.Redis.SetAddAsync("queues", "default");
        await database.Redis.ListLeftPushAsync("queue:default", [.. jobs.Select(job => (RedisValue)job.Json)]);
    }
}
