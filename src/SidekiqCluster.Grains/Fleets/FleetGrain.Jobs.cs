using SidekiqCluster.Grains.Fleets.Merging;
using SidekiqCluster.Grains.Shards;

namespace SidekiqCluster.Grains.Fleets;

internal sealed partial class FleetGrain
{
    public Task<IReadOnlyList<ShardPart<QueueSummary>>> GetQueueAsync(
        FleetScope scope, string name, CancellationToken cancellationToken) =>
        Task.Run(
            () => fleet.AskAsync(
                scope,
                (shard, grains, token) => grains.GetGrain<IQueueGrain>(new QueueKey(shard, name).ToString())
                    .GetSummaryAsync(scope.Tolerance, token),
                recall: null,
                cancellationToken),
            cancellationToken).ForWireAsync();

    public Task<FleetAnswer<long>> GetSizeAsync(FleetScope scope, JobSource source, CancellationToken cancellationToken) =>
        FromSourcesAsync(
            scope,
            source,
            (jobs, token) => jobs.GetSizeAsync(scope.Tolerance, token),
            static size => size,
            Enumerable.Sum,
            cancellationToken);

    public Task<FleetAnswer<JobBatch>> FindJobAsync(
        FleetScope scope, JobSource source, string jid, CancellationToken cancellationToken) =>
        FromSourcesAsync(
            scope,
            source,
            (jobs, token) => jobs.FindJobAsync(jid, scope.Tolerance, token),
            static job => job is null ? JobBatch.Empty : new JobBatch([job]),
            AllOf,
            cancellationToken);

    public Task<FleetAnswer<JobBatch>> FetchScoreAsync(
        FleetScope scope, JobSource source, double score, string? jid, CancellationToken cancellationToken) =>
        FromSourcesAsync(
            scope,
            source,
            (jobs, token) => ((IJobSetGrain)jobs).FetchScoreAsync(score, jid, scope.Tolerance, token),
            static batch => batch,
            AllOf,
            cancellationToken);

    public Task<FleetAnswer<JobBatch>> FetchTimesAsync(
        FleetScope scope, JobSource source, DateTimeOffset from, DateTimeOffset to, string? jid, CancellationToken cancellationToken) =>
        FromSourcesAsync(
            scope,
            source,
            (jobs, token) => ((IJobSetGrain)jobs).FetchTimesAsync(from, to, jid, scope.Tolerance, token),
            static batch => batch,
            ByScore,
            cancellationToken);

    public Task<FleetAnswer<JobBatch>> FindJobsAsync(
        FleetScope scope, IReadOnlyList<string> jids, CancellationToken cancellationToken) =>
        AnswerAsync(scope, (shard, token) => shard.FindJobsAsync(jids, scope.Tolerance, token), AllOf, cancellationToken);

    public Task<FleetAnswer<JobRecord?>> FindEntryAsync(FleetScope scope, EntryId id, CancellationToken cancellationToken) =>
        AnswerAsync(
            scope,
            (shard, token) => shard.FindEntryAsync(id, scope.Tolerance, token),
            static jobs => jobs.FirstOrDefault(static job => job is not null),
            cancellationToken);

    public Task<FleetAnswer<TypedJobCount>> CountJobsAsync(
        FleetScope scope, JobCounting counting, CancellationToken cancellationToken) =>
        AnswerAsync(
            scope,
            (shard, token) => shard.CountJobsAsync(counting with { Tolerance = scope.Tolerance }, token),
            counts => JobCountSum.Of(counts, isGrouped: counting.By is not null),
            cancellationToken);

    public Task<ShardsJobPage> GetJobsAsync(FleetScope scope, JobQuery query, CancellationToken cancellationToken) =>
        Task.Run(
            async () => await new FleetPage(fleet, query, scope.Tolerance, clock)
                .ReadAsync(await fleet.ListAsync(scope, cancellationToken), cancellationToken),
            cancellationToken).ForWireAsync();

    private static JobBatch AllOf(IReadOnlyList<JobBatch> parts) => new([.. parts.SelectMany(static part => part.Jobs)]);

    private static JobBatch ByScore(IReadOnlyList<JobBatch> parts) =>
        new([.. AllOf(parts).Jobs.Cast<SortedEntry>().OrderBy(static entry => entry.Score)]);

    private static IJobSourceGrain SourceOf(IGrainFactory grains, string shard, JobSource source) =>
        source.QueueName is { } queue
            ? grains.GetGrain<IQueueGrain>(new QueueKey(shard, queue).ToString())
            : grains.GetGrain<IJobSetGrain>(new JobSetKey(shard, source.Kind).ToString());

    private static FleetAnswer<T> Together<TPart, T>(
        IReadOnlyList<ShardPart<TPart>> parts, Func<TPart, T> convert, Func<IReadOnlyList<T>, T> merge)
    {
        ShardPart<T>[] converted =
        [
            .. parts.Select(part => new ShardPart<T>
            {
                Outcome = part.Outcome,
                Value = part.Outcome.HasAnswer ? convert(part.Value!) : default,
            }),
        ];
        return Together(converted, merge);
    }

    private static FleetAnswer<T> Together<T>(IReadOnlyList<ShardPart<T>> parts, Func<IReadOnlyList<T>, T> merge) => new()
    {
        Value = merge([.. parts.Where(static part => part.Outcome.HasAnswer).Select(static part => part.Value!)]),
        Shards = parts,
    };

    private Task<IReadOnlyList<ShardPart<T>>> PartsAsync<T>(
        FleetScope scope,
        Func<IShardGrain, CancellationToken, Task<GrainAnswer<T>>> ask,
        Func<ShardHost, GrainAnswer<T>?>? recall,
        CancellationToken cancellationToken) =>
        Task.Run(
            () => fleet.AskAsync(
                scope,
                (shard, grains, token) => ask(grains.GetGrain<IShardGrain>(new ShardKey(shard).ToString()), token),
                recall,
                cancellationToken),
            cancellationToken).ForWireAsync();

    private Task<FleetAnswer<T>> AnswerAsync<T>(
        FleetScope scope,
        Func<IShardGrain, CancellationToken, Task<GrainAnswer<T>>> ask,
        Func<IReadOnlyList<T>, T> merge,
        CancellationToken cancellationToken) =>
        AnswerAsync(scope, ask, recall: null, merge, cancellationToken);

    private Task<FleetAnswer<T>> AnswerAsync<T>(
        FleetScope scope,
        Func<IShardGrain, CancellationToken, Task<GrainAnswer<T>>> ask,
        Func<ShardHost, GrainAnswer<T>?>? recall,
        Func<IReadOnlyList<T>, T> merge,
        CancellationToken cancellationToken) =>
        Task.Run(async () => Together(await PartsAsync(scope, ask, recall, cancellationToken), merge), cancellationToken).ForWireAsync();

    private Task<FleetAnswer<T>> AnswerAsync<TPart, T>(
        FleetScope scope,
        Func<IShardGrain, CancellationToken, Task<GrainAnswer<TPart>>> ask,
        Func<TPart, T> convert,
        Func<IReadOnlyList<T>, T> merge,
        CancellationToken cancellationToken) =>
        Task.Run(async () => Together(await PartsAsync(scope, ask, recall: null, cancellationToken), convert, merge), cancellationToken)
            .ForWireAsync();

    private Task<FleetAnswer<T>> FromSourcesAsync<TPart, T>(
        FleetScope scope,
        JobSource source,
        Func<IJobSourceGrain, CancellationToken, Task<GrainAnswer<TPart>>> ask,
        Func<TPart, T> convert,
        Func<IReadOnlyList<T>, T> merge,
        CancellationToken cancellationToken) =>
        Task.Run(
            async () =>
            {
                var parts = await fleet.AskAsync(
                    scope, (shard, grains, token) => ask(SourceOf(grains, shard, source), token), recall: null, cancellationToken);
                return Together(parts, convert, merge);
            },
            cancellationToken).ForWireAsync();
}
