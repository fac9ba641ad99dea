using SidekiqCluster.TestKit;
using SidekiqCluster.TestKit.Jobs;
using SidekiqCluster.TestKit.Redis;
using StackExchange.Redis;

namespace SidekiqCluster.Redis.Tests.Snapshots;

/// <summary>Readers on many threads, while the snapshots are refreshed, workers work and somebody acts.</summary>
public sealed class BusyReadersTests(RedisFixture redis)
{
    /// <summary>Jobs that nobody touches, between others that come and go.</summary>
    private const int Stayers = 150;

    private const int Targets = 120;
    private const int Readers = 4;

    private static readonly JobSources Sources = JobSources.Parse("queue:default", "retry", "dead");
    private static readonly JobFilter Stay = JobFilter.Parse("class:Stay");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<int> Stalenesses => [0, 20];

    [Theory]
    [MemberData(nameof(Stalenesses))]
    public async Task Readers_WhileOthersActAndWork_SeeEachJobThatStaysOnceAndTheActorItsActs(int milliseconds)
    {
        await using var database = await redis.NewDatabaseAsync();
        await FillAsync(database.Redis);
        await using var shard = await SnapshotShard.ConnectAsync(
            new ShardOptions { Connection = database.ConnectionString }, SnapshotShard.Small);
        using var isDone = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var staleness = TimeSpan.FromMilliseconds(milliseconds);
        Task[] busy =
        [
            WorkAsync(database.Redis, isDone.Token),
            .. Enumerable.Range(0, Readers).Select(reader => Task.Run(() => ReadAsync(shard, staleness, reader, isDone.Token), Token)),
        ];

        for (var turn = 0; turn < TestSizes.ActsBesideReaders; turn++)
        {
            await ActAsync(shard.Through(staleness), turn);
        }

        await isDone.CancelAsync();
        await Task.WhenAll(busy);
        var direct = await shard.Direct.ReadJobsAsync(Sources, cancellationToken: Token).Select(job => job.Id).ToListAsync(Token);
        var through = await shard.Through(TimeSpan.Zero).ReadJobsAsync(Sources, cancellationToken: Token).Select(job => job.Id).ToListAsync(Token);
        Assert.Equal(direct, through);
    }

    /// <summary>Takes one target somewhere else, and must then see it there and nowhere else.</summary>
    private static async Task ActAsync(SidekiqShard shard, int turn)
    {
        var jid = $"target-{turn % Targets}";
        var wanted = JobFilter.Parse($"jid={jid}");
        var jobs = JobSelection.Where(Sources, wanted);
        if (turn % 4 == 0)
        {
            await shard.Operations.KillAsync(jobs, cancellationToken: Token);
        }
        else if (turn % 4 == 1)
        {
            await shard.Operations.RetryAsync(jobs, cancellationToken: Token);
        }
        else if (turn % 4 == 2)
        {
            await shard.Operations.RescheduleAsync(jobs, shard.TimeProvider.GetUtcNow().AddDays(turn + 1), cancellationToken: Token);
        }
        else
        {
            var saved = new MemoryStream();
            var deleted = await shard.Operations.DeleteAsync(jobs, new OperationOptions { Save = new SavedJobWriter(saved) }, Token);
            Assert.Equal(1, deleted.Done);
            Assert.Equal(0, (await shard.CountJobsAsync(Sources, wanted, null, Token)).Count);
            saved.Position = 0;
            Assert.Equal(1, (await shard.Operations.RestoreAsync(await SavedJobReader.ReadAsync(saved, Token), null, Token)).Done);
        }

        var found = await shard.ReadJobsAsync(Sources, wanted, cancellationToken: Token).ToListAsync(Token);
        Assert.Single(found);
        Assert.Equal([found[0].Id], (await shard.FindJobsAsync([jid], Token)).Select(job => job.Id));
    }

    private static async Task ReadAsync(SnapshotShard shard, TimeSpan staleness, int reader, CancellationToken isDone)
    {
        for (var turn = reader; !isDone.IsCancellationRequested; turn++)
        {
            var through = shard.Through(staleness);
            if (turn % 3 == 0)
            {
                var jids = await through.ReadJobsAsync(Sources, Stay, cancellationToken: Token).Select(job => job.Jid).ToListAsync(Token);
                Assert.Equal(3 * Stayers, jids.Count);
                Assert.Equal(3 * Stayers, jids.Distinct().Count());
            }
            else if (turn % 3 == 1)
            {
                Assert.Equal(3 * Stayers, (await through.CountJobsAsync(Sources, Stay, JobField.Parse("queue"), Token)).Count);
            }
            else
            {
                var page = await through.GetJobsAsync(new JobQuery { Sources = Sources, Filter = Stay, Limit = null }, Token);
                Assert.Equal(3 * Stayers, page.Jobs.Select(job => job.Id).Distinct().Count());
            }
        }
    }

    /// <summary>Pushes at the head and pops at the tail; puts members in and takes them out.</summary>
    private static async Task WorkAsync(IDatabase database, CancellationToken isDone)
    {
        for (var turn = 0; !isDone.IsCancellationRequested; turn++)
        {
            var payload = ManyJobs.Payload(turn);
            await Task.WhenAll(database.ListLeftPushAsync("queue:default", payload), database.SortedSetAddAsync("retry", payload, turn));
            await database.SortedSetAddAsync("retry", payload, -turn);
            await Task.WhenAll(database.ListRemoveAsync("queue:default", payload), database.SortedSetRemoveAsync("retry", payload));
        }
    }

    private static async Task FillAsync(IDatabase database)
    {
        await database.SetAddAsync("queues", "default");
        foreach (var number in Enumerable.Range(0, Stayers))
        {
            await database.ListLeftPushAsync("queue:default", Job("Stay", $"queued-{number}"));
            await database.SortedSetAddAsync("retry", Job("Stay", $"retried-{number}"), 10 * number);
            await database.SortedSetAddAsync("dead", Job("Stay", $"dead-{number}"), 10 * number);
        }

        foreach (var number in Enumerable.Range(0, Targets))
        {
            await database.SortedSetAddAsync("retry", Job("Target", $"target-{number}"), 5 + number);
        }
    }

    private static string Job(string @class, string jid) =>
        $$"""{"class":"{{@class}}","args":[],"jid":"{{jid}}","queue":"default","retry_count":1}""";
}
