using System.Diagnostics;
using System.Globalization;
using System.Text;
using SidekiqCluster.Benchmarks.Contests;
using SidekiqCluster.Benchmarks.Fleets;
using SidekiqCluster.Benchmarks.Reports;
using SidekiqCluster.Benchmarks.Servers;
using SidekiqCluster.TestKit.Jobs;
using StackExchange.Redis;

namespace SidekiqCluster.Benchmarks.Cases;

/// <summary>A job is looked for by its id in every queue and set of a fleet, once nothing is in memory, then when all is.</summary>
internal sealed class FleetJidCase : IBenchCase
{
    private const string Nowhere = "a jid that is nowhere";
    private const string Call = "one grain call";
    private const string Table = "Dictionary in this process";
    private const string NoJid = "ffffffffffffffffffffffff";
    private const string Queue = "q0";
    private const string Set = "retry";
    private const int Asks = 50;
    private const int SetPart = 5;
    private const int Page = 1000;
    private const long LeastBudget = 256 << 20;
    private const long BytesPerJob = 800;

    private static readonly TimeSpan MostWarm = TimeSpan.FromMilliseconds(10);

    public int Row => 13;

    public string Name => "fleet-jid";

    public bool IsInQuick => false;

    public async Task<Contest> PrepareAsync(BenchGround ground)
    {
        var jobs = ground.Jobs / BenchFleet.AllShards * BenchFleet.AllShards;
        var fleet = await BenchFleet.StartAsync(
            ground, place => Fill(place, jobs / BenchFleet.AllShards), Math.Max(LeastBudget, ground.Jobs * BytesPerJob));
        var warm = fleet.Fleet.With(staleness: TimeSpan.FromHours(1), timeout: TimeSpan.FromSeconds(30));
        var cold = await ColdJidSearch.RunAsync(fleet.Fleet, ManyJobs.JidOf(jobs / 2));
        var random = new Random(13);
        var table = Enumerable.Range(0, jobs).ToDictionary(KeyOf);
        return new Contest
        {
            Size = $"one jid among {jobs:N0} jobs on {fleet.Places.Count} shards, asked by a client outside the silo",
            AsksRedis = false,
            Notes = [cold, await ScanAsync(fleet.Places[0], NoJid)],
            Contestants =
            [
                Contestant.Asking(Contestant.Ours, Asks, () => FindAsync(ManyJobs.JidOf(random.Next(jobs)))),
                Contestant.Asking(Nowhere, Asks, async () => $"{1 + (await warm.FindJobsAsync([NoJid])).Value.Count}"),
                Contestant.Asking(Call, Asks, async () => $"{(await warm.ListShardsAsync()).Count / fleet.Places.Count}"),
                Contestant.Asking(Table, Asks, () => Task.FromResult(table.ContainsKey(KeyOf(random.Next(jobs))) ? "1" : "0")),
            ],
            Goals =
            [
                Goal.AsksWithin(Contestant.Ours, MostWarm),
                Goal.AsksWithin(Nowhere, MostWarm),
            ],
            EndAsync = fleet.DisposeAsync,
        };

        async Task<string> FindAsync(string jid)
        {
            var found = await warm.FindJobsAsync([jid]);
            return found.IsComplete && found.Value.All(job => job.Jid == jid) ? $"{found.Value.Count}" : "not all shards, or another job";
        }
    }

    private static void Fill(ShardPlace place, int share)
    {
        var (first, inSet) = (place.Number * share, share / SetPart);
        JobSeed.FillQueue(place.Port, Queue, share - inSet, first, place.Database);
        JobSeed.FillSet(place.Port, Set, inSet, first: first + share - inSet, database: place.Database);
    }

    /// <summary>What one would write without an index: every page is asked for, and every job looked at.</summary>
    private static async Task<string> ScanAsync(ShardPlace place, string jid)
    {
        await using var server = await ConnectionMultiplexer.ConnectAsync($"127.0.0.1:{place.Port}");
        var shard = server.GetDatabase(place.Database);
        var start = Stopwatch.GetTimestamp();
        var jobs = 0;
        for (var page = await PageAsync(); page.Length > 0; page = await PageAsync())
        {
            jobs += page.Length;
            if (page.Any(job => ((byte[])job!).AsSpan().IndexOf(Encoding.ASCII.GetBytes(jid)) >= 0))
            {
                throw new InvalidOperationException($"{jid} is on shard {place.Name}.");
            }
        }

        return $"StackExchange.Redis looks through the {jobs:N0} jobs in the queue of one shard in {Figures.Milliseconds(Stopwatch.GetElapsedTime(start))}.";

        Task<RedisValue[]> PageAsync() => shard.ListRangeAsync($"queue:{Queue}", jobs, jobs + Page - 1);
    }

    private static ulong KeyOf(int number) =>
        ulong.Parse(ManyJobs.JidOf(number).AsSpan(0, 16), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
