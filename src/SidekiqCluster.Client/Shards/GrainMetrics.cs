using SidekiqCluster.Client.Calls;

namespace SidekiqCluster.Client.Shards;

internal sealed class GrainMetrics(GrainCalls calls) : IMetricsQuery
{
    public Task<MetricsReport> GetTopJobsAsync(
        MetricsWindow window = default, string? classGlob = null, CancellationToken cancellationToken = default) =>
        calls.AskAsync(
            token => calls.Shard.GetTopJobsAsync(window, classGlob, calls.Tolerance.Timeout, token), cancellationToken);

    public Task<MetricsReport> GetJobAsync(
        string jobClass, MetricsWindow window = default, CancellationToken cancellationToken = default) =>
        calls.AskAsync(
            token => calls.Shard.GetJobMetricsAsync(jobClass, window, calls.Tolerance.Timeout, token), cancellationToken);
}
