using StackExchange.Redis;

namespace SidekiqCluster.Demo;

/// <summary>What every process does beside its jobs: it puts retries and scheduled jobs that are due into their queues.</summary>
/// <param name="installation">Where.</param>
internal sealed class SimulatedScheduler(Installation installation)
{
    private const int MostAtOnce = 20;

    /// <summary>Moves what is due. It is pushed like any job: with a new time of entering its queue.</summary>
    public async Task EnqueueDueAsync()
    {
        foreach (var set in (string[])["retry", "schedule"])
        {
            foreach (var raw in await installation.Redis.SortedSetRangeByScoreAsync(set, stop: Installation.Seconds(installation.Now), take: MostAtOnce))
            {
                if (await installation.Redis.SortedSetRemoveAsync(set, raw))
                {
                    await EnqueueAsync(raw);
                }
            }
        }
    }

    private async Task EnqueueAsync(RedisValue raw)
    {
        if (Installation.FindFields(raw) is not { } payload)
        {
            await installation.BuryAsync(raw);
            return;
        }

        payload["enqueued_at"] = installation.Era.Time(installation.Now);
        await installation.EnqueueAsync(payload["queue"]?.ToString() ?? "default", Installation.Text(payload));
    }
}
