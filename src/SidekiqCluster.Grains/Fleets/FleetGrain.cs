using Orleans.Concurrency;
using SidekiqCluster.Fleets;
using SidekiqCluster.Grains.Fleets.Merging;
using SidekiqCluster.Grains.Shards;

namespace SidekiqCluster.Grains.Fleets;

/// <summary>Asks many shards and merges what they answer, off its turn. It has no state, so it is reentrant.</summary>
[StatelessWorker, Reentrant, GrainType("sidekiq-fleet")]
internal sealed partial class FleetGrain(FleetQuestions fleet, TimeProvider clock) : Grain, IFleetGrain
{
    public Task<FleetAnswer<StatsSnapshot>> GetStatsAsync(
        FleetScope scope, bool includeSlowHalf, CancellationToken cancellationToken) =>
        AnswerAsync(
            scope,
            (shard, token) => shard.GetStatsAsync(includeSlowHalf, scope.Tolerance, token),
            host => host.TryAnswer(scope.Tolerance, pulse => includeSlowHalf ? pulse.Stats : pulse.FastStats),
            StatsSum.Of,
            cancellationToken);

    public Task<IReadOnlyList<ShardPart<OverviewVersion>>> GetOverviewsAsync(
        FleetScope scope, IReadOnlyList<long> known, CancellationToken cancellationToken) =>
        PartsAsync(
            scope,
            (shard, token) => shard.GetOverviewAsync(known, scope.Tolerance, token),
            host => host.TryAnswer(scope.Tolerance, pulse => Task.FromResult(host.Overviews.Of(pulse, known))),
            cancellationToken);

    public Task<FleetAnswer<StatsHistory>> GetStatsHistoryAsync(
        FleetScope scope, DateOnly? newestDay, int days, CancellationToken cancellationToken) =>
        AnswerAsync(
            scope,
            (shard, token) => FreshAsync(shard.GetStatsHistoryAsync(newestDay, days, scope.Tolerance.Timeout, token)),
            StatsSum.Of,
            cancellationToken);

    public Task<FleetAnswer<IReadOnlyList<string>>> GetQueueNamesAsync(
        FleetScope scope, bool includeUnregistered, CancellationToken cancellationToken) =>
        AnswerAsync<IReadOnlyList<QueueSummary>, IReadOnlyList<string>>(
            scope,
            (shard, token) => shard.GetQueuesAsync(includeUnregistered, scope.Tolerance, token),
            static queues => [.. queues.Select(static queue => queue.Name).Order(StringComparer.Ordinal)],
            QueueSizes.NamesOf,
            cancellationToken);

    public Task<FleetAnswer<IReadOnlyList<KeyValuePair<string, long>>>> GetQueueSizesAsync(
        FleetScope scope, CancellationToken cancellationToken) =>
        AnswerAsync<IReadOnlyList<QueueSummary>, IReadOnlyList<KeyValuePair<string, long>>>(
            scope,
            (shard, token) => shard.GetQueuesAsync(includeUnregistered: false, scope.Tolerance, token),
            static queues => [.. queues.Select(static queue => KeyValuePair.Create(queue.Name, queue.Size))],
            QueueSizes.SumOf,
            cancellationToken);

    public Task<IReadOnlyList<ShardPart<IReadOnlyList<QueueSummary>>>> GetQueuesAsync(
        FleetScope scope, bool includeUnregistered, CancellationToken cancellationToken) =>
        PartsAsync(
            scope,
            (shard, token) => shard.GetQueuesAsync(includeUnregistered, scope.Tolerance, token),
            includeUnregistered ? null : host => host.TryAnswer(scope.Tolerance, static pulse => pulse.Queues),
            cancellationToken);

    public Task<FleetAnswer<IReadOnlyList<SidekiqProcess>>> GetProcessesAsync(FleetScope scope, CancellationToken cancellationToken) =>
        AnswerAsync(
            scope,
            (shard, token) => shard.GetProcessesAsync(scope.Tolerance, token),
            host => host.TryAnswer(scope.Tolerance, static pulse => pulse.Processes),
            AllOf,
            cancellationToken);

    public Task<FleetAnswer<ProcessSummary>> GetProcessSummaryAsync(FleetScope scope, CancellationToken cancellationToken) =>
        AnswerAsync(
            scope,
            (shard, token) => shard.GetProcessSummaryAsync(scope.Tolerance, token),
            host => host.TryAnswer(scope.Tolerance, static pulse => pulse.ProcessSummary),
            ProcessSum.Of,
            cancellationToken);

    public Task<FleetAnswer<IReadOnlyList<Work>>> ListWorkAsync(FleetScope scope, CancellationToken cancellationToken) =>
        AnswerAsync(
            scope, (shard, token) => FreshAsync(shard.ListWorkAsync(scope.Tolerance.Timeout, token)), AllOf, cancellationToken);

    public Task<FleetAnswer<MetricsReport>> GetTopJobsAsync(
        FleetScope scope, MetricsWindow window, string? classGlob, CancellationToken cancellationToken) =>
        AnswerAsync(
            scope,
            (shard, token) => FreshAsync(shard.GetTopJobsAsync(window, classGlob, scope.Tolerance.Timeout, token)),
            reports => MetricsSum.Of(reports, window),
            cancellationToken);

    public Task<FleetAnswer<MetricsReport>> GetJobMetricsAsync(
        FleetScope scope, string jobClass, MetricsWindow window, CancellationToken cancellationToken) =>
        AnswerAsync(
            scope,
            (shard, token) => FreshAsync(shard.GetJobMetricsAsync(jobClass, window, scope.Tolerance.Timeout, token)),
            reports => MetricsSum.Of(reports, window),
            cancellationToken);

    private static IReadOnlyList<T> AllOf<T>(IReadOnlyList<IReadOnlyList<T>> parts) => [.. parts.SelectMany(static part => part)];

    /// <summary>What was read for this question.</summary>
    private async Task<GrainAnswer<T>> FreshAsync<T>(Task<T> answer)
    {
        var asked = clock.GetUtcNow();
        return new GrainAnswer<T> { Value = await answer, CapturedAt = asked };
    }
}
