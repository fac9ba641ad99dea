using SidekiqCluster.TestKit.Redis;

namespace SidekiqCluster.Cli.Commands;

/// <summary>What people and programs see of the data that a real Sidekiq 8 wrote.</summary>
public sealed class SnapshotTests(RedisFixture redis)
{
    [Theory]
    [InlineData("stats", "stats")]
    [InlineData("stats-json", "stats --format json")]
    [InlineData("history", "history --days 5")]
    [InlineData("queue-list", "queue list")]
    [InlineData("queue-list-json", "queue list --format json")]
    [InlineData("queue-show", "queue show low")]
    [InlineData("job-list-dead", "job list --in dead --where at>2026-11-20")]
    [InlineData("job-list-queues", "job list --in queue:weird queue:foreign --order oldest")]
    [InlineData("job-list-scheduled-json", "job list --in scheduled --where class:*Mail* --limit 2 --format json")]
    [InlineData("job-list-weird-jsonl", "job list --in queue:weird --format jsonl")]
    [InlineData("job-count", "job count --in all --by class")]
    [InlineData("job-show", "job show 3509409dcddd8479a2fda51b")]
    [InlineData("process-list", "process list")]
    [InlineData("process-show", "process show batch.2:13860:f923dc00dd4a")]
    [InlineData("work-list", "work list")]
    [InlineData("metrics-top", "metrics top")]
    [InlineData("metrics-job", "metrics job Catalog::IndexJob")]
    [InlineData("deploy-list", "deploy list")]
    [InlineData("profile-list", "profile list")]
    [InlineData("job-retry", "job retry --in dead retry --all --yes")]
    [InlineData("job-delete-json", "job delete --in queues --all --limit 5 --dry-run --format json")]
    [InlineData("job-kill-missing", "job kill --jid 3509409dcddd8479a2fda51b nope --yes")]
    [InlineData("queue-clear", "queue clear low --yes")]
    [InlineData("set-trim", "set trim dead --max-jobs 10 --yes --format jsonl")]
    [InlineData("process-quiet", "process quiet --all --yes")]
    [InlineData("stats-reset", "stats reset --yes")]
    public async Task Output_OverTheFixture_IsTheApprovedOne(string name, string commandLine)
    {
        var fixture = LocalServers.Fixture.Load("sidekiq-8.1.7");
        await using var database = await redis.NewDatabaseAsync(fixture);
        var cli = new TestCli { Environment = { ["REDIS_URL"] = database.Url }, Clock = new StoppedClock(fixture.Now) };

        var result = await cli.RunAsync(commandLine);

        Snapshot.Match(name, $"$ sidekiq-cluster {commandLine}\n{result.Output}=== stderr, exit code {(int)result.ExitCode}\n{result.Error}");
    }
}
