using SidekiqCluster.Benchmarks.Contests;
using SidekiqCluster.Benchmarks.Fleets;

namespace SidekiqCluster.Benchmarks.Cases;

/// <summary>What a dashboard asks of a whole fleet: totals, every queue of every shard, how many processes; out of memory, and of now.</summary>
internal sealed class FleetOverviewCase : IBenchCase
{
    private const string Through = "read through";
    private const string HungCached = "cached, a shard hangs";
    private const string HungThrough = "read through, a shard hangs";
    private const string Call = "one grain call";
    private const long SnapshotBytes = 64 << 20;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan ShardTimeout = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan MostCached = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan MostThrough = TimeSpan.FromMilliseconds(50);

    public int Row => 12;

    public string Name => "fleet-overview";

    public async Task<Contest> PrepareAsync(BenchGround ground)
    {
        var fleet = await BenchFleet.StartAsync(ground, FleetSeed.Fill, SnapshotBytes);
        var bare = new BareOverview(fleet.Places);
        var naive = await NaiveOverview.ConnectAsync(fleet.Places);
        var quick = ground.Options.IsQuick;
        var through = fleet.Fleet.With(staleness: TimeSpan.Zero, timeout: TimeSpan.FromSeconds(30));
        var answer = await AskAsync(through);
        return new Contest
        {
            Size = $"{fleet.Places.Count} shards of {FleetSeed.Queues} queues, asked by a client outside the silo",
            AsksRedis = false,
            Contestants =
            [
                Contestant.Asking(Contestant.Ours, quick ? 20 : 100, () => AskAsync(fleet.Fleet), Pause),
                Contestant.Asking(Through, quick ? 5 : 10, () => AskAsync(through)),
                .. quick ? [] : Hung(fleet),
                Contestant.Asking(Call, 100, () => CallAsync(fleet.Fleet, answer)),
                Contestant.Asking(BareOverview.Name, 10, () => Task.FromResult(AnswerOf(bare.Read()))),
                Contestant.Asking(NaiveOverview.Name, 10, async () => AnswerOf(await naive.ReadAsync())),
            ],
            Goals =
            [
                Goal.AsksWithin(Contestant.Ours, MostCached),
                Goal.AsksWithin(Through, MostThrough),
                Goal.AsksWithin(HungCached, MostCached),
                Goal.AsksWithin(HungThrough, ShardTimeout + MostThrough),
                Goal.AtMostTimes(Contestant.Ours, Call, 10) with { QuickLimit = 15 },
                Goal.AtMostTimes(Through, BareOverview.Name, 3) with { QuickLimit = 20 },
            ],
            EndAsync = async () =>
            {
                bare.Dispose();
                await naive.DisposeAsync();
                await fleet.DisposeAsync();
            },
        };
    }

    /// <summary>The same while the server of one shard is stopped. It takes seconds until that has been noticed, and until it is forgotten.</summary>
    private static IEnumerable<Contestant> Hung(BenchFleet fleet) =>
    [
        WhileHung(fleet, Contestant.Asking(HungCached, 200, () => AskAsync(fleet.Fleet), 2 * Pause)),
        WhileHung(fleet, Contestant.Asking(
            HungThrough, 4, () => AskAsync(fleet.Fleet.With(staleness: TimeSpan.Zero, timeout: ShardTimeout)))),
    ];

    private static Contestant WhileHung(BenchFleet fleet, Contestant asking) => asking with
    {
        RunAsync = async () =>
        {
            await fleet.HangAsync();
            try
            {
                return await asking.RunAsync();
            }
            finally
            {
                await fleet.WakeAsync();
                await AskAsync(fleet.Fleet.With(staleness: TimeSpan.Zero, timeout: TimeSpan.FromSeconds(30)));
            }
        },
        IsWarmedUp = false,
        MostRounds = 3,
    };

    private static async Task<string> AskAsync(ISidekiqFleet fleet)
    {
        var overview = await fleet.GetOverviewAsync();
        var enqueued = overview.Queues.Value.Sum(static queue => queue.Size);
        return AnswerOf((enqueued, overview.Stats.Value.Processed, overview.Processes.Value.Count));
    }

    private static async Task<string> CallAsync(ISidekiqFleet fleet, string answer)
    {
        await fleet.ListShardsAsync();
        return answer;
    }

    private static string AnswerOf((long Enqueued, long Processed, long Processes) sums) => $"{sums}";
}
