using SidekiqCluster.Grains.Fleets.Merging;
using SidekiqCluster.Grains.Shards;
using SidekiqCluster.Grains.Streams;

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
                cancellationToken),
            cancellationToken).ForWireAsync();

    public Task<FleetAnswer<long>> GetSizeAsync(FleetScope scope, JobSource source, CancellationToken cancellationToken) =>
        Task.Run(
            async () =>
            {
                var parts = await fleet.AskAsync(
                    scope,
                    (shard, grains, token) => SourceOf(grains, shard, source).GetSizeAsync(scope.Tolerance, token),
                    cancellationToken);
                return Together(parts, Enumerable.Sum);
            },
            cancellationToken).ForWireAsync();

    public IAsyncEnumerable<FleetAnswer<JobBatch>?> FindJobAsync(
        FleetScope scope, JobSource source, string jid, CancellationToken cancellationToken) =>
        SearchAsync(
            async token => Together(
                await fleet.SearchAsync(
                    scope, (shard, grains, end) => SourceOf(grains, shard, source).FindJobAsync(jid, scope.Tolerance, end), token),
                static job => job is null ? JobBatch.Empty : new JobBatch([job]),
                AllOf),
            cancellationToken);

    public IAsyncEnumerable<FleetAnswer<JobBatch>?> FindJobsAsync(
        FleetScope scope, IReadOnlyList<string> jids, CancellationToken cancellationToken) =>
        SearchAsync(scope, (shard, token) => shard.FindJobsAsync(jids, scope.Tolerance, token), AllOf, cancellationToken);

    public IAsyncEnumerable<FleetAnswer<JobRecord?>?> FindEntryAsync(
        FleetScope scope, EntryId id, CancellationToken cancellationToken) =>
        SearchAsync(
            scope,
            (shard, token) => shard.FindEntryAsync(id, scope.Tolerance, token),
            static jobs => jobs.FirstOrDefault(static job => job is not null),
            cancellationToken);

    public IAsyncEnumerable<FleetAnswer<TypedJobCount>?> CountJobsAsync(
        FleetScope scope, JobCounting counting, CancellationToken cancellationToken) =>
        SearchAsync(
            scope,
            (shard, token) => shard.CountJobsAsync(counting with { Tolerance = scope.Tolerance }, token),
            counts => JobCountSum.Of(counts, isGrouped: counting.By is not null),
            cancellationToken);

    public IAsyncEnumerable<ShardsJobPage?> GetJobsAsync(FleetScope scope, JobQuery query, CancellationToken cancellationToken) =>
        SearchAsync(
            async token => await new FleetPage(fleet, query, scope.Tolerance, clock)
                .ReadAsync(await fleet.ListAsync(scope, token), token),
            cancellationToken);

    private static JobBatch AllOf(IReadOnlyList<JobBatch> parts) => new([.. parts.SelectMany(static part => part.Jobs)]);

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

    private IAsyncEnumerable<T?> SearchAsync<T>(Func<CancellationToken, Task<T>> ask, CancellationToken cancellationToken)
        where T : class =>
        SignsOfLife.UntilAsync(ask, clock, cancellationToken).ForWire();

    private IAsyncEnumerable<FleetAnswer<T>?> SearchAsync<T>(
        FleetScope scope,
        Func<IShardGrain, CancellationToken, IAsyncEnumerable<GrainAnswer<T>?>> ask,
        Func<IReadOnlyList<T>, T> merge,
        CancellationToken cancellationToken) =>
        SearchAsync(
            async token => Together(
                await fleet.SearchAsync(
                    scope,
                    (shard, grains, end) => ask(grains.GetGrain<IShardGrain>(new ShardKey(shard).ToString()), end),
                    token),
                merge),
            cancellationToken);

    private Task<IReadOnlyList<ShardPart<T>>> PartsAsync<T>(
        FleetScope scope, Func<IShardGrain, CancellationToken, Task<GrainAnswer<T>>> ask, CancellationToken cancellationToken) =>
        Task.Run(
            () => fleet.AskAsync(
                scope,
                (shard, grains, token) => ask(grains.GetGrain<IShardGrain>(new ShardKey(shard).ToString()), token),
                cancellationToken),
            cancellationToken).ForWireAsync();

    private Task<FleetAnswer<T>> AnswerAsync<T>(
        FleetScope scope,
        Func<IShardGrain, CancellationToken, Task<GrainAnswer<T>>> ask,
        Func<IReadOnlyList<T>, T> merge,
        CancellationToken cancellationToken) =>
        Task.Run(async () => Together(await PartsAsync(scope, ask, cancellationToken), merge), cancellationToken).ForWireAsync();

    private Task<FleetAnswer<T>> AnswerAsync<TPart, T>(
        FleetScope scope,
        Func<IShardGrain, CancellationToken, Task<GrainAnswer<TPart>>> ask,
        Func<TPart, T> convert,
        Func<IReadOnlyList<T>, T> merge,
        CancellationToken cancellationToken) =>
        Task.Run(async () => Together(await PartsAsync(scope, ask, cancellationToken), convert, merge), cancellationToken)
            .ForWireAsync();
}
