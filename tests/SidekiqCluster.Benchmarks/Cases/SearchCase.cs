using SidekiqCluster.Benchmarks.Contests;
using SidekiqCluster.Benchmarks.Jobs;
using SidekiqCluster.Benchmarks.Ruby;
using SidekiqCluster.Benchmarks.Servers;
using SidekiqCluster.TestKit.Jobs;

namespace SidekiqCluster.Benchmarks.Cases;

/// <summary>A large retry set searched by class, error and argument, its many hits given by pages, nothing known beforehand.</summary>
internal sealed class SearchCase : IBenchCase
{
    private const string Class = "Billing::Job6";
    private const string Error = "Timeout::Error";
    private const int PageSize = 1000;

    /// <summary>Every so many jobs one is of the class, has the error and the argument, beside those that have them by chance.</summary>
    private const int HitEvery = 5;

    /// <summary>Numbers of jobs that repeat class, error and argument.</summary>
    private const int Period = 60;

    public int Row => 9;

    public string Name => "search";

    public Task<Contest> PrepareAsync(BenchGround ground)
    {
        JobSeed.FillSet(ground.Server.Port, "retry", ground.Jobs, PayloadOf);
        var held = new List<double>();
        var query = new JobQuery
        {
            Sources = JobSources.Of(JobSource.Retry),
            Filter = JobFilter.Parse($"class:{Class} error:{Error} args[2].premium=true"),
            Order = JobOrder.OldestFirst,
            Limit = PageSize,
        };
        return Task.FromResult(new Contest
        {
            Size = $"class, error and argument over a set of {ground.Jobs:N0}, a fifth of it hits, by pages of {PageSize:N0}, cold",
            Contestants =
            [
                Contestant.Of(Contestant.Ours, PagesAsync, jobs => Task.FromResult(Answers.OfAnyOrder(jobs))),
                .. ground.RubyContestants("search", new { @class = Class, error = Error }),
            ],
            Goals =
            [
                Goal.Within(TimeSpan.FromSeconds(1)),
                new Goal("memory above the snapshot, MB", 64, _ => Reading.Of(held)),
                Goal.TimesFasterThan(RubyRival.Name, 10) with { QuickLimit = 2 },
            ],
        });

        byte[] PayloadOf(int number) => ManyJobs.Failed(number % HitEvery == 0 ? (Period * (number + ground.Jobs)) + 6 : number);

        async Task<List<string>> PagesAsync()
        {
            await using var source = new WarmSource(ground.Shard);
            var before = GC.GetTotalMemory(forceFullCollection: true);
            var most = 0L;
            var jids = new List<string>();
            var page = query;
            while (true)
            {
                var jobs = await source.Warm.GetJobsAsync(page);
                jids.AddRange(jobs.Jobs.Select(static job => job.Jid!));
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: false) - before - source.Snapshots.Figures.Single().Bytes);
                if (jobs.Cursor is null)
                {
                    held.Add((double)most / (1 << 20));
                    return jids;
                }

                page = page with { Cursor = jobs.Cursor };
            }
        }
    }
}
