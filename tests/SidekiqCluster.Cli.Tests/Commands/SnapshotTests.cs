using SidekiqCluster.TestKit;
using SidekiqCluster.TestKit.Redis;

namespace SidekiqCluster.Cli.Commands;

/// <summary>What people and programs see of the data that a real Sidekiq 8 wrote.</summary>
public sealed class SnapshotTests(RedisFixture redis)
{
    /// <summary>What changes nothing: the name of the approved output, and the command line.</summary>
    public static TheoryData<string, string> Questions => new()
    {
        { "stats", "stats" },
        { "stats-json", "stats --format json" },
        { "history", "history --days 5" },
        { "queue-list", "queue list" },
        { "queue-list-json", "queue list --format json" },
        { "queue-show", "queue show low" },
        { "job-list-dead", "job list --in dead --where at>2026-11-20" },
        { "job-list-queues", "job list --in queue:weird queue:foreign --order oldest" },
        { "job-list-scheduled-json", "job list --in scheduled --where class:*Mail* --limit 2 --format json" },
        { "job-list-weird-jsonl", "job list --in queue:weird --format jsonl" },
        { "job-count", "job count --in all --by class" },
        { "job-show", "job show 3509409dcddd8479a2fda51b" },
        { "process-list", "process list" },
        { "process-show", "process show batch.2:13860:f923dc00dd4a" },
        { "work-list", "work list" },
        { "metrics-top", "metrics top" },
        { "metrics-job", "metrics job Catalog::IndexJob" },
        { "deploy-list", "deploy list" },
        { "profile-list", "profile list" },
        { "job-delete-json", "job delete --in queues --all --limit 5 --dry-run --format json" },
    };

    /// <summary>What changes something.</summary>
    public static TheoryData<string, string> Acts => new()
    {
        { "job-retry", "job retry --in dead retry --all --yes" },
        { "job-kill-missing", "job kill --jid 3509409dcddd8479a2fda51b nope --yes" },
        { "queue-clear", "queue clear low --yes" },
        { "set-trim", "set trim dead --max-jobs 10 --yes --format jsonl" },
        { "process-quiet", "process quiet --all --yes" },
        { "stats-reset", "stats reset --yes" },
    };

    /// <summary>Compares a run with its approved output.</summary>
    internal static void Match(string name, string commandLine, CliResult result) =>
        Snapshot.Match(name, $"$ sidekiq-cluster {commandLine}\n{result.Output}=== stderr, exit code {(int)result.ExitCode}\n{result.Error}");

    [Theory]
    [MemberData(nameof(Questions))]
    [MemberData(nameof(Acts))]
    public async Task Output_OverTheFixture_IsTheApprovedOne(string name, string commandLine)
    {
        var fixture = TestKit.Redis.Fixture.Load("sidekiq-8.1.7");
        await using var database = await redis.NewDatabaseAsync(fixture);
        var cli = new TestCli { Environment = { ["REDIS_URL"] = database.Url }, Clock = new StoppedClock(fixture.Now) };

        var result = await cli.RunAsync(commandLine);

        Match(name, commandLine, result);
    }
}
