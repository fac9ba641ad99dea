using SidekiqCluster.Benchmarks.Contests;
using SidekiqCluster.Benchmarks.Jobs;
using SidekiqCluster.Benchmarks.Servers;

namespace SidekiqCluster.Benchmarks.Cases;

/// <summary>The first hundred jobs that a filter takes, where it takes one in a hundred.</summary>
internal sealed class FirstMatchesCase : IBenchCase
{
    private const string Queue = "q0";
    private const string Class = "Billing::Job7";
    private const string Suffix = "07@example.com";
    private const int Count = 100;

    public int Row => 3;

    public string Name => "first";

    public Task<Contest> PrepareAsync(BenchGround ground)
    {
        JobSeed.FillQueue(ground.Server.Port, Queue, ground.Jobs);
        var options = new QueueReadOptions { Filter = JobFilter.Parse($"class:{Class} args[1]:*{Suffix}") };
        return Task.FromResult(new Contest
        {
            Size = $"the first {Count} of a filter that takes 1 % of a queue of {ground.Jobs:N0} jobs, cold",
            Contestants =
            [
                Contestant.Of(
                    Contestant.Ours,
                    async () => await ground.Shard.Queue(Queue).ReadAsync(options).Take(Count).ToListAsync(),
                    jobs => Task.FromResult(Answers.Of(jobs))),
                Contestant.Of(
                    NaiveReader.Name,
                    () => NaiveReader.JidsAsync(
                        ground.Server.Database,
                        Queue,
                        job => job.GetProperty("class").ValueEquals(Class)
                            && job.GetProperty("args")[1].GetString()!.EndsWith(Suffix, StringComparison.Ordinal),
                        Count),
                    jids => Task.FromResult(Answers.Of(jids))),
                .. ground.RubyContestants("first", new { queue = Queue, @class = Class, suffix = Suffix, count = Count }),
            ],
            Goals =
            [
                Goal.Within(TimeSpan.FromMilliseconds(20)),
                Goal.TimesFasterThan(Ruby.RubyRival.Name, 10) with { QuickLimit = 1 / 6.0 },
            ],
        });
    }
}
