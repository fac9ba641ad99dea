using SidekiqCluster.Benchmarks.Contests;
using SidekiqCluster.Benchmarks.Ruby;
using SidekiqCluster.Benchmarks.Servers;

namespace SidekiqCluster.Benchmarks.Cases;

/// <summary>Every job in flight.</summary>
internal sealed class WorkCase : IBenchCase
{
    public int Row => 11;

    public string Name => "work";

    public Task<Contest> PrepareAsync(BenchGround ground)
    {
        ShardSeed.Fill(ground.Server.Port);
        return Task.FromResult(new Contest
        {
            Size = $"the {ShardSeed.Processes * ShardSeed.Threads:N0} jobs in flight of {ShardSeed.Processes} processes",
            Contestants =
            [
                Contestant.Of(
                    Contestant.Ours,
                    () => ground.Shard.Work.ListAsync(),
                    work => Task.FromResult($"{work.Count} {work.Count(static one => one.Queue == "queue-001")}")),
                .. ground.RubyContestants("work", null),
            ],
            Goals = [Goal.TimesFasterThan(RubyRival.Name, 5) with { QuickLimit = 0.5 }],
        });
    }
}
