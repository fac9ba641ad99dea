using SidekiqCluster.TestKit.Jobs;
using SidekiqCluster.TestKit.Redis;
using SidekiqCluster.Verbs;

namespace SidekiqCluster.Cli.Commands;

/// <summary>Jobs that are saved before they are deleted, and put back.</summary>
public sealed class SaveAndRestoreTests(RedisFixture redis) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sidekiq-cluster-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Restore_WhatWasSaved_PutsItBackExactly()
    {
        await using var database = await FilledAsync();
        var before = await DatabaseState.ReadAsync(database.Redis);

        var deleted = await Cli(database).RunAsync("job delete --in dead queue:low --all --save saved.jsonl --yes");
        var left = await DatabaseState.ReadAsync(database.Redis);
        var dry = await Cli(database).RunAsync("job restore saved.jsonl --dry-run --format json");
        var leftAfterDryRun = await DatabaseState.ReadAsync(database.Redis);
        var restored = await Cli(database).RunAsync("job restore saved.jsonl --format json");

        Assert.Equal(ExitCode.Done, deleted.ExitCode);
        Assert.Equal("They are saved; 'sidekiq-cluster job restore saved.jsonl' puts them back.\n", deleted.Error);
        Assert.Equal(["dead", "queue:low"], before.ChangesTo(left).Keys);
        Assert.Empty(left.ChangesTo(leftAfterDryRun));
        Assert.Equal((4, 4), (dry.Json.GetProperty("done").GetInt32(), restored.Json.GetProperty("done").GetInt32()));
        Assert.Equal(("restore", ExitCode.Done), (restored.Json.GetProperty("operation").GetString(), restored.ExitCode));
        Assert.Empty(before.ChangesTo(await DatabaseState.ReadAsync(database.Redis)));
    }

    [Fact]
    public async Task Restore_Again_IsRefusedAndDoublesNothing()
    {
        await using var database = await FilledAsync();
        await Cli(database).RunAsync("job delete --in dead queue:low --all --save saved.jsonl --yes");
        await Cli(database).RunAsync("job restore saved.jsonl");
        var before = await DatabaseState.ReadAsync(database.Redis);

        var again = await Cli(database).RunAsync("job restore saved.jsonl");

        Assert.Equal(ExitCode.Refused, again.ExitCode);
        Assert.Equal("4 jobs: it is there already.\n", again.Error);
        Assert.Empty(before.ChangesTo(await DatabaseState.ReadAsync(database.Redis)));
    }

    [Fact]
    public async Task Restore_SeveralShards_PutsEachJobIntoItsOwn()
    {
        await using var eu = await FilledAsync();
        await using var us = await FilledAsync();
        string[] both = ["--shard", $"eu={eu.Url}", "--shard", $"us={us.Url}"];
        var cli = new TestCli { WorkingDirectory = _folder };
        await cli.RunAsync(["job", "delete", "--in", "dead", "--all", "--save", "saved.jsonl", "--yes", .. both]);

        var one = await cli.RunAsync("job", "restore", "saved.jsonl", "--shard", $"us={us.Url}");
        var left = await eu.Redis.SortedSetLengthAsync("dead");
        var all = await cli.RunAsync(["job", "restore", "saved.jsonl", .. both]);

        Assert.Equal((ExitCode.Refused, "2 jobs: it is of shard eu, not of us.\n"), (one.ExitCode, one.Error));
        Assert.Equal(0, left);
        Assert.Equal((ExitCode.Refused, "2 jobs: it is there already.\n"), (all.ExitCode, all.Error));
        Assert.Equal((2, 2), (await eu.Redis.SortedSetLengthAsync("dead"), await us.Redis.SortedSetLengthAsync("dead")));
    }

    [Theory]
    [InlineData("--dry-run")]
    [InlineData("--where class:Nope --yes")]
    public async Task Save_NothingDeleted_LeavesNoFile(string options)
    {
        await using var database = await FilledAsync();

        await Cli(database).RunAsync($"job delete --in dead {(options[2] == 'd' ? "--all " : string.Empty)}--save saved.jsonl {options}");

        Assert.Empty(Directory.GetFiles(_folder));
        Assert.Equal(2, await database.Redis.SortedSetLengthAsync("dead"));
    }

    [Fact]
    public async Task Save_FileThatIsThere_IsNotOverwritten()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "saved.jsonl"), "mine", TestContext.Current.CancellationToken);

        var result = await Unreachable().RunAsync("job delete --in dead --all --save saved.jsonl --yes");

        Assert.Equal(ExitCode.Usage, result.ExitCode);
        Assert.Equal("sidekiq-cluster: --save: 'saved.jsonl' is there already and is not overwritten; name a new file.", result.ErrorLine);
        Assert.Equal("mine", await File.ReadAllTextAsync(Path.Combine(_folder, "saved.jsonl"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Save_FolderThatIsNotThere_DeletesNothing()
    {
        await using var database = await FilledAsync();

        var result = await Cli(database).RunAsync("job delete --in dead --all --save none/saved.jsonl --yes");

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.StartsWith("sidekiq-cluster: 'none/saved.jsonl' cannot be written; ", result.ErrorLine, StringComparison.Ordinal);
        Assert.Equal(2, await database.Redis.SortedSetLengthAsync("dead"));
    }

    [Fact]
    public async Task Restore_FileThatIsCutOff_IsRefusedBeforeAnythingIsSent()
    {
        await using var database = await FilledAsync();
        await Cli(database).RunAsync("job delete --in dead --all --save saved.jsonl --yes");
        var path = Path.Combine(_folder, "saved.jsonl");
        var bytes = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(path, bytes[..^20], TestContext.Current.CancellationToken);

        var result = await Unreachable().RunAsync("job restore saved.jsonl");

        Assert.Equal(ExitCode.Usage, result.ExitCode);
        Assert.StartsWith("sidekiq-cluster: 'saved.jsonl' is no file of saved jobs: line 2 is cut off; ", result.ErrorLine, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}\n", "'saved.jsonl' is no file of saved jobs: line 1 is no saved job.")]
    [InlineData(null, "'saved.jsonl' cannot be read; give a file that 'job delete --save' wrote.")]
    public async Task Restore_NoSuchFile_IsUsageError(string? content, string message)
    {
        if (content is not null)
        {
            await File.WriteAllTextAsync(Path.Combine(_folder, "saved.jsonl"), content, TestContext.Current.CancellationToken);
        }

        var result = await Unreachable().RunAsync("job restore saved.jsonl");

        Assert.Equal((ExitCode.Usage, $"sidekiq-cluster: {message}"), (result.ExitCode, result.ErrorLine));
    }

    private TestCli Unreachable() => new() { WorkingDirectory = _folder, Environment = { ["REDIS_URL"] = TestCli.ClosedUrl } };

    private TestCli Cli(TestDatabase database) => new() { WorkingDirectory = _folder, Environment = { ["REDIS_URL"] = database.Url } };

    private async Task<TestDatabase> FilledAsync()
    {
        var database = await redis.NewDatabaseAsync();
        await JobActTests.AddAsync(database, "dead", AJob.Dead());
        await database.Redis.SortedSetAddAsync("dead", new byte[] { 0xFF, 0x7B }, 1795445875.529);
        await database.Redis.SetAddAsync("queues", "low");
        await database.Redis.ListLeftPushAsync("queue:low", [AJob.Enqueued().Bytes, "{"]);
        return database;
    }
}
