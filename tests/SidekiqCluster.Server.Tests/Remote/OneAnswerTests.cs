using SidekiqCluster.TestKit.Redis;

namespace SidekiqCluster.Server.Remote;

/// <summary>People and programs see the same of a shard, whether they ask it, a cluster that owns it, or a server.</summary>
public sealed class OneAnswerTests(FleetServer fleet, RedisFixture redis) : IClassFixture<FleetServer>
{
    public static TheoryData<string> Questions =>
    [
        "stats", "stats --format json", "history --days 5 --from 2026-11-20", "queue list", "queue list --format csv",
        "queue show low", "queue show nope", "job list --in dead --where at>2026-11-20", "job list --in all --limit 5 --format jsonl",
        "job list --in queue:weird queue:foreign --order oldest", "job list --in all --limit 0 --format json",
        "job list --in all --limit 0", "job list --in retry --cursor wrong", "job count --in all --by class", "job count --in dead --by args[0] --format json",
        "job show 3509409dcddd8479a2fda51b", "job find 3509409dcddd8479a2fda51b nope", "process list", "process list --format json",
        "process show batch.2:13860:f923dc00dd4a", "work list", "work find nope", "metrics top --minutes 30", "metrics top --minutes 9999",
        "metrics job Catalog::IndexJob --hours 3", "deploy list", "shard list", "shard list --format json", "iteration show nope", "profile list", "profile save nope file",
        "schema infer --in all", "schema infer --in all --limit 7 --no-examples", "job delete --in queues --all --limit 5 --dry-run --format json",
        "job retry --in retry --all", "queue clear low", "job kill --id AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA --yes",
    ];

    public static TheoryData<string> Acts =>
    [
        "job retry --in dead retry --all --yes", "job kill --jid 3509409dcddd8479a2fda51b nope --yes", "queue clear low --yes --format json",
        "set trim dead --max-jobs 10 --yes --format jsonl", "process quiet --all --yes", "stats reset --yes", "queue pause low",
        "job reschedule --in retry --all --at 2027-01-01 --yes", "job move --in queue:default --all --to low --yes", "deploy mark v7 --at 2026-11-20",
    ];

    [Theory]
    [MemberData(nameof(Questions))]
    public async Task Question_ThreeWays_IsAnsweredAlike(string commandLine)
    {
        var (shard, database) = fleet.Reading;

        var direct = await fleet.RunDirectlyAsync(shard, database, commandLine);

        Assert.Equal(direct, await fleet.RunAsync(shard, commandLine));
        Assert.Equal(direct, await fleet.RunOverClusterAsync(shard, commandLine));
    }

    [Theory]
    [MemberData(nameof(Acts))]
    public async Task Act_ThreeWays_DoesTheSameAndTellsTheSame(string commandLine)
    {
        await using var plain = await redis.NewDatabaseAsync(Fixture.Load("sidekiq-8.1.7"));
        var (first, over) = fleet.TakeShard();
        var (second, through) = fleet.TakeShard();

        var direct = await fleet.RunDirectlyAsync("eu-xx", plain, commandLine);

        Assert.Equal(direct, (await fleet.RunAsync(first, commandLine)).Rename(first, "eu-xx"));
        Assert.Equal(direct, (await fleet.RunOverClusterAsync(second, commandLine)).Rename(second, "eu-xx"));
        var state = await StateAsync(plain);
        Assert.Equal(state, await StateAsync(over));
        Assert.Equal(state, await StateAsync(through));
    }

    [Fact]
    public async Task Table_OfATerminal_FitsItsWidth()
    {
        var (shard, database) = fleet.Reading;
        var narrow = fleet.Terminal with { Width = 60 };

        var direct = await fleet.RunDirectlyAsync(shard, database, "job list --in dead", narrow);

        Assert.Equal(direct, await fleet.RunAsync(shard, "job list --in dead", narrow));
        Assert.NotEqual(direct, await fleet.RunDirectlyAsync(shard, database, "job list --in dead", fleet.Terminal with { Width = 160 }));
    }

    private static async Task<string> StateAsync(TestDatabase database) => (await DatabaseState.ReadAsync(database.Redis)).ToString();
}
