using System.Diagnostics;
using SidekiqCluster.Benchmarks.Servers;

namespace SidekiqCluster.Benchmarks.Contests;

/// <summary>Runs a case: everybody once for the answers, then in turns, then once more each with others watching.</summary>
internal sealed class ContestRunner(BenchGround ground)
{
    private const int WarmRuns = 40;
    private static readonly TimeSpan LongestWatched = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan QuietTime = TimeSpan.FromSeconds(1);

    /// <summary>Runs it.</summary>
    /// <exception cref="InvalidOperationException">Two contestants do not agree.</exception>
    public async Task<CaseResult> RunAsync(IBenchCase of)
    {
        await ground.Server.FlushAsync();
        var contest = await of.PrepareAsync(ground);
        try
        {
            var results = contest.Contestants.Select(static one => new ContestantResult(one.Name)).ToList();
            await ProveAsync(of, contest, results);
            await RaceAsync(contest, results);
            var quiet = TimeSpan.Zero;
            if (contest.AsksRedis && !ground.Options.IsQuick)
            {
                quiet = await WatchAsync(contest, results);
            }

            return new CaseResult(of, contest, results, quiet);
        }
        finally
        {
            await contest.EndAsync();
        }
    }

    /// <summary>The first runs, which tell whether all did the same work; who is quick runs on until the code is warm.</summary>
    private async Task ProveAsync(IBenchCase of, Contest contest, List<ContestantResult> results)
    {
        string? agreed = null;
        foreach (var (contestant, result) in contest.Contestants.Zip(results))
        {
            var start = Stopwatch.GetTimestamp();
            var outcome = await RunAsync(contest, contestant, result);
            for (var run = 1; run < WarmRuns && contestant.IsWarmedUp && Stopwatch.GetElapsedTime(start) < ground.Options.WarmTime; run++)
            {
                await RunAsync(contest, contestant, result);
            }

            result.Stalls.Clear();
            if (outcome.Answer is { } answer && answer != (agreed ??= answer))
            {
                throw new InvalidOperationException(
                    $"{of.Name}: {contestant.Name} answers {answer}, {contest.Contestants[0].Name} {agreed}.");
            }
        }
    }

    private async Task RaceAsync(Contest contest, List<ContestantResult> results)
    {
        for (var round = 0; round < ground.Options.Rounds; round++)
        {
            foreach (var (contestant, result) in contest.Contestants.Zip(results))
            {
                if (round < contestant.MostRounds)
                {
                    result.Runs.Add(await RunAsync(contest, contestant, result));
                }
            }
        }
    }

    private async Task<TimeSpan> WatchAsync(Contest contest, List<ContestantResult> results)
    {
        foreach (var (contestant, result) in contest.Contestants.Zip(results))
        {
            if (result.Runs[^1].Elapsed > LongestWatched)
            {
                continue;
            }

            await contestant.BeforeAsync();
            using var watch = new PingWatch(ground.Server.Port);
            await contestant.RunAsync();
            result.LongestPing = watch.End();
        }

        using var quiet = new PingWatch(ground.Server.Port);
        await Task.Delay(QuietTime);
        return quiet.End();
    }

    private async Task<Outcome> RunAsync(Contest contest, Contestant contestant, ContestantResult result)
    {
        await contestant.BeforeAsync();
        await ground.Server.ForgetStallsAsync();
        var outcome = await contestant.RunAsync();
        if (contest.AsksRedis)
        {
            result.Stalls.Add(await ground.Server.LongestStallAsync());
        }

        return outcome;
    }
}
