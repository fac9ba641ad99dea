using System.Text;
using SidekiqCluster.TestKit.Redis;
using SidekiqCluster.TestKit.Shards;
using StackExchange.Redis;

namespace SidekiqCluster.Redis.Tests.DataApi.Operations;

public sealed class RestoreTests(RedisFixture redis)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("")]
    [InlineData("myapp:")]
    public async Task Restore_AllThatWasDeleted_LeavesTheStateOfBefore(string prefix)
    {
        await using var database = await redis.NewDatabaseAsync(prefix);
        await FillAsync(database);
        var before = await DatabaseState.ReadAsync(database.Redis, prefix);
        await using var shard = await database.ConnectAsync();

        var (deleted, saved) = await DeleteAsync(shard, JobSelection.Where(JobSources.All, JobFilter.All));
        Assert.Equal(["queues"], (await DatabaseState.ReadAsync(database.Redis, prefix)).Keys.Keys);
        var restored = await shard.Operations.RestoreAsync(saved, cancellationToken: Token);

        Assert.Equal((deleted.Done, deleted.Done), (restored.Matched, restored.Done));
        Assert.Equal(before.ToString(), (await DatabaseState.ReadAsync(database.Redis, prefix)).ToString());
    }

    [Fact]
    public async Task Restore_Twice_DoublesNothing()
    {
        await using var database = await redis.NewDatabaseAsync();
        await FillAsync(database);
        var before = await DatabaseState.ReadAsync(database.Redis);
        await using var shard = await database.ConnectAsync();
        var (_, saved) = await DeleteAsync(shard, JobSelection.Where(JobSources.All, JobFilter.All));

        await shard.Operations.RestoreAsync(saved, cancellationToken: Token);
        var again = await shard.Operations.RestoreAsync(saved, cancellationToken: Token);

        Assert.Equal((0, saved.Count), (again.Done, again.Refused));
        Assert.Equal(saved.Count, again.Reasons["it is there already"]);
        Assert.Equal(before.ToString(), (await DatabaseState.ReadAsync(database.Redis)).ToString());
    }

    [Fact]
    public async Task Restore_EqualCopies_PutsBackAsManyAsAreMissing()
    {
        await using var database = await redis.NewDatabaseAsync();
        await database.Redis.ListRightPushAsync("queue:q", ["twin", "a", "twin", "twin"]);
        await using var shard = await database.ConnectAsync();
        var (_, saved) = await DeleteAsync(shard, JobSelection.Where(JobSources.Of(JobSource.Queue("q")), JobFilter.All));

        await database.Redis.ListLeftPushAsync("queue:q", ["twin", "new"]);
        var restored = await shard.Operations.RestoreAsync(saved, cancellationToken: Token);

        Assert.Equal((4, 3, 1), (restored.Matched, restored.Done, restored.Refused));
        Assert.Equal(
            ["new", "twin", "twin", "a", "twin"], (await database.Redis.ListRangeAsync("queue:q")).Select(value => (string)value!));
    }

    [Fact]
    public async Task Restore_IntoAQueueWithNewerJobs_RunsBeforeThemAndInOrder()
    {
        await using var database = await redis.NewDatabaseAsync();
        var jobs = Enumerable.Range(0, 250).Select(i => (RedisValue)$"old {i}").ToArray();
        await database.Redis.ListLeftPushAsync("queue:q", jobs);
        await using var shard = await database.ConnectAsync();
        var (_, saved) = await DeleteAsync(shard, JobSelection.Where(JobSources.Of(JobSource.Queue("q")), JobFilter.All));

        await database.Redis.ListLeftPushAsync("queue:q", "new");
        await shard.Operations.RestoreAsync(saved, cancellationToken: Token);

        Assert.Equal([.. jobs, "new"], (await database.Redis.ListRangeAsync("queue:q")).Reverse());
        Assert.True(await database.Redis.SetContainsAsync("queues", "q"));
    }

    [Fact]
    public async Task Restore_MemberThatIsThereAgain_KeepsItsNewScore()
    {
        await using var database = await redis.NewDatabaseAsync();
        await database.Redis.SortedSetAddAsync("retry", "m", 5);
        await using var shard = await database.ConnectAsync();
        var (_, saved) = await DeleteAsync(shard, JobSelection.Where(JobSources.Of(JobSource.Retry), JobFilter.All));

        await database.Redis.SortedSetAddAsync("retry", "m", 7);
        var restored = await shard.Operations.RestoreAsync(saved, cancellationToken: Token);

        Assert.Equal((0, 1), (restored.Done, restored.Refused));
        Assert.Equal(7, await database.Redis.SortedSetScoreAsync("retry", "m"));
    }

    [Fact]
    public async Task Restore_JobsThatWereGoneWhenDeleted_AreNotAmongThem()
    {
        await using var database = await redis.NewDatabaseAsync();
        await database.Redis.SortedSetAddAsync("retry", [new("a", 1), new("c", 3)]);
        await using var shard = await database.ConnectAsync();

        var (deleted, saved) = await DeleteAsync(
            shard,
            JobSelection.Of(
                Entry(shard, "a", 1),
                Entry(shard, "taken by a worker", 2),
                Entry(shard, "c", 3)));

        Assert.Equal((2, 1), (deleted.Done, deleted.Gone));
        Assert.Equal(["a", "c"], saved.Select(job => Encoding.UTF8.GetString(job.Raw.Span)));
    }

    [Fact]
    public async Task Delete_JobsCannotBeSaved_DeletesNoneOfTheChunk()
    {
        await using var database = await redis.NewDatabaseAsync();
        await database.Redis.SortedSetAddAsync("retry", [.. Enumerable.Range(0, 250).Select(i => new SortedSetEntry($"m{i}", i))]);
        await using var shard = await database.ConnectAsync();
        using var disk = new FullDisk(chunks: 1, () => database.Redis.SortedSetLength("retry"));

        var error = await Assert.ThrowsAsync<SidekiqClusterException>(() => shard.Operations.DeleteAsync(
            JobSelection.Where(JobSources.Of(JobSource.Retry), JobFilter.All),
            new OperationOptions { Save = new SavedJobWriter(disk) },
            Token));

        Assert.Contains("No space left", error.Message, StringComparison.Ordinal);
        Assert.Equal(100, error.Result?.Done);
        Assert.Equal(150, await database.Redis.SortedSetLengthAsync("retry"));

        // Each chunk was written while all of its jobs were there.
        Assert.Equal([250, 150], disk.SizesWhenWritten);
    }

    [Fact]
    public async Task Restore_OfAnotherShard_IsRefusedAndTheRestGoesOn()
    {
        await using var database = await redis.NewDatabaseAsync();
        await using var shard = await database.ConnectAsync();
        var job = new SavedJob { Shard = shard.Name, Source = JobSource.Dead, Score = 5, Raw = "a"u8.ToArray() };

        var restored = await shard.Operations.RestoreAsync([job with { Shard = "us-1" }, job], cancellationToken: Token);

        Assert.Equal((2, 1), (restored.Matched, restored.Done));
        Assert.Equal(1, restored.Reasons[$"it is of shard us-1, not of {shard.Name}"]);
    }

    [Fact]
    public async Task Restore_DryRun_CountsWhatIsMissing()
    {
        await using var database = await redis.NewDatabaseAsync();
        await database.Redis.SortedSetAddAsync("dead", "there", 5);
        await database.Redis.ListRightPushAsync("queue:q", "there");
        await using var shard = await database.ConnectAsync();
        SavedJob[] saved =
        [
            new() { Shard = shard.Name, Source = JobSource.Dead, Score = 5, Raw = "there"u8.ToArray() },
            new() { Shard = shard.Name, Source = JobSource.Dead, Score = 5, Raw = "missing"u8.ToArray() },
            new() { Shard = shard.Name, Source = JobSource.Queue("q"), Raw = "there"u8.ToArray() },
            new() { Shard = shard.Name, Source = JobSource.Queue("q"), Raw = "missing"u8.ToArray() },
        ];

        var result = await shard.Operations.RestoreAsync(saved, new OperationOptions { IsDryRun = true }, Token);

        Assert.Equal((4, 2, 2), (result.Matched, result.Done, result.Refused));
        Assert.Equal(1, await database.Redis.SortedSetLengthAsync("dead"));
        Assert.Equal(1, await database.Redis.ListLengthAsync("queue:q"));
    }

    [Fact]
    public async Task Restore_TargetOfAnotherType_FailsThereAndGoesOn()
    {
        await using var database = await redis.NewDatabaseAsync();
        await database.Redis.StringSetAsync("retry", "no set");
        await using var shard = await database.ConnectAsync();

        var restored = await shard.Operations.RestoreAsync(
            [
                new SavedJob { Shard = shard.Name, Source = JobSource.Retry, Score = 5, Raw = "a"u8.ToArray() },
                new SavedJob { Shard = shard.Name, Source = JobSource.Dead, Score = double.PositiveInfinity, Raw = "b"u8.ToArray() },
            ],
            cancellationToken: Token);

        Assert.Equal((1, 1), (restored.Failed, restored.Done));
        Assert.Equal(double.PositiveInfinity, await database.Redis.SortedSetScoreAsync("dead", "b"));
    }

    [Fact]
    public async Task Kill_ToBeSaved_IsRefusedBeforeAnythingIsSent()
    {
        await using var database = await redis.NewDatabaseAsync();
        await using var shard = await database.ConnectAsync();
        await Assert.ThrowsAsync<ArgumentException>(() => shard.Operations.KillAsync(
            JobSelection.Of(), new OperationOptions { Save = new SavedJobWriter(Stream.Null) }, Token));
    }

    private static SortedEntry Entry(DrivenShard shard, string raw, double score) =>
        new(shard.Name, JobSource.Retry, Encoding.UTF8.GetBytes(raw), score);

    private static async Task<(OperationResult Result, IReadOnlyList<SavedJob> Saved)> DeleteAsync(DrivenShard shard, JobSelection jobs)
    {
        using var file = new MemoryStream();
        var result = await shard.Operations.DeleteAsync(jobs, new OperationOptions { Save = new SavedJobWriter(file) }, Token);
        file.Position = 0;
        return (result, await SavedJobReader.ReadAsync(file, Token));
    }

    private static async Task FillAsync(TestDatabase database)
    {
        await database.Redis.ListRightPushAsync(database.Prefix + "queue:a", ["twin", new byte[] { 0xff, 0 }, "", "twin", "{\"a\":\"\u2028\"}"]);
        await database.Redis.ListRightPushAsync(database.Prefix + "queue:größe b", "x");
        await database.Redis.SetAddAsync(database.Prefix + "queues", ["a", "größe b"]);
        await database.Redis.SortedSetAddAsync(
            database.Prefix + "retry", [new("m", 1795445545.9554379), new(new byte[] { 0xfe }, 0.1), new("n", double.NegativeInfinity)]);
        await database.Redis.SortedSetAddAsync(
            database.Prefix + "schedule", [.. Enumerable.Range(0, 230).Select(i => new SortedSetEntry($"s{i}", i / 3.0))]);
        await database.Redis.SortedSetAddAsync(database.Prefix + "dead", "m", 5e-324);
    }
}
