using System.Globalization;
using SidekiqCluster.Receipts;
using SidekiqCluster.TestKit.Redis;

namespace SidekiqCluster.Redis.Tests.Operations;

/// <summary>
/// Deletes jobs from a queue by a swap while others push, pop, push back and take jobs out of the middle at full speed, and tells
/// what is wrong afterwards.
/// </summary>
/// <param name="redis">The server.</param>
/// <param name="change">What is changed in a script, by its name, to see that it is found out.</param>
internal sealed class BusyQueue(RedisFixture redis, Func<string, string, string>? change = null)
{
    private const string Swapped = "swapped";
    private const int Lanes = 4;

    /// <summary>Runs the seeds.</summary>
    /// <returns>What is wrong, how often a queue was swapped, and how many jobs were gone before.</returns>
    public async Task<(IReadOnlyList<string> Violations, long Swaps, long Gone)> RunAsync(int seeds)
    {
        var lanes = await Task.WhenAll(Enumerable.Range(0, Lanes).Select(lane => RunLaneAsync(lane, seeds)));
        return ([.. lanes.SelectMany(lane => lane.Violations)], lanes.Sum(lane => lane.Swaps), lanes.Sum(lane => lane.Gone));
    }

    private async Task<(List<string> Violations, long Swaps, long Gone)> RunLaneAsync(int lane, int seeds)
    {
        await using var database = await redis.NewDatabaseAsync();
        await using var connection = await database.OpenAsync();
        connection.Swaps = SwapSizes.Small with { Window = 40, Slack = 20, MostPushed = 20 };
        connection.Scripts = TextOf;
        var (violations, swaps, gone) = (new List<string>(), 0L, 0L);
        for (var seed = lane; seed < seeds; seed += Lanes)
        {
            await database.Redis.ExecuteAsync("FLUSHDB");
            var traffic = new QueueTraffic(database.Redis, seed);
            await traffic.FillAsync();
            var jobs = JobSelection.Where(JobSources.Parse(QueueTraffic.Key), JobFilter.Parse($"class:{QueueTraffic.Target}"));

            traffic.Start();
            var result = await new JobOperations(connection).DeleteAsync(jobs, cancellationToken: TestContext.Current.CancellationToken);
            await traffic.StopAsync();

            swaps += (long)await database.Redis.StringGetAsync(Swapped);
            gone += result.Gone;
            if (await traffic.FindViolationAsync(result) is { } violation)
            {
                violations.Add(string.Create(CultureInfo.InvariantCulture, $"seed {seed}: {violation}; {result}"));
            }
        }

        return (violations, swaps, gone);
    }

    /// <summary>The scripts, the last of which counts.</summary>
    private string TextOf(string name)
    {
        const string LastStep = "redis.call('RENAME', queue, aside)";
        var text = ReceiptScript.TextOf(name);
        return (change?.Invoke(name, text) ?? text).Replace(LastStep, $"redis.call('INCR', '{Swapped}')\n{LastStep}", StringComparison.Ordinal);
    }
}
