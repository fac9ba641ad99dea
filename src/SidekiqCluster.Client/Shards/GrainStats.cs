using SidekiqCluster.Client.Calls;

namespace SidekiqCluster.Client.Shards;

internal sealed class GrainStats(GrainCalls calls) : IStatsReader
{
    public Task<StatsSnapshot> GetAsync(bool includeSlowHalf = true, CancellationToken cancellationToken = default) =>
        calls.ReadAsync(token => calls.Shard.GetStatsAsync(includeSlowHalf, calls.Tolerance, token), cancellationToken);

    public Task<StatsHistory> GetHistoryAsync(
        DateOnly? newestDay = null, int days = 30, CancellationToken cancellationToken = default) =>
        calls.AskAsync(
            token => calls.Shard.GetStatsHistoryAsync(newestDay, days, calls.Tolerance.Timeout, token), cancellationToken);

    public Task ResetAsync(StatCounters counters, CancellationToken cancellationToken = default) =>
        calls.ActAsync(
            async act =>
            {
                await calls.Shard.ResetStatsAsync(act, counters).ConfigureAwait(false);
                return true;
            },
            cancellationToken);
}
