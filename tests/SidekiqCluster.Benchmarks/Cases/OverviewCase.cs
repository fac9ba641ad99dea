using SidekiqCluster.Benchmarks.Contests;
using SidekiqCluster.Benchmarks.Ruby;
using SidekiqCluster.Benchmarks.Servers;
using SidekiqCluster.Pulses;

namespace SidekiqCluster.Benchmarks.Cases;

/// <summary>What a dashboard asks all the time: totals, every queue, every process.</summary>
internal sealed class OverviewCase : IBenchCase
{
    public int Row => 11;

    public string Name => "overview";

    public Task<Contest> PrepareAsync(BenchGround ground)
    {
        ShardSeed.Fill(ground.Server.Port);
        var reader = new PulseReader(ground.Shard.Connection);
        return Task.FromResult(new Contest
        {
            Size = $"stats, {ShardSeed.Queues} queue summaries and {ShardSeed.Processes} processes of {ShardSeed.Threads} threads, read through",
            Contestants =
            [
                Contestant.Of(Contestant.Ours, () => reader.ReadAsync(CancellationToken.None), AnswerAsync),
                .. ground.RubyContestants("overview", null),
            ],
            Goals = [Goal.TimesFasterThan(RubyRival.Name, 20) with { QuickLimit = 0.3 }],
        });
    }

    private static async Task<string> AnswerAsync(Pulse pulse)
    {
        var stats = await pulse.Stats;
        var queues = await pulse.Queues;
        var processes = await pulse.Processes;
        return string.Join(
            ' ',
            stats.Processed,
            stats.Failed,
            stats.Enqueued,
            queues.Count,
            queues.Sum(static queue => queue.Size),
            processes.Count,
            processes.Sum(static process => process.Busy));
    }
}
