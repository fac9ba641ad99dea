using SidekiqCluster.Clients;

namespace SidekiqCluster.Client.Shards;

internal sealed partial class GrainClient
{
    public Task<string> PushAsync<T>(T job, PushOptions? options = null, CancellationToken cancellationToken = default)
        where T : class, ISidekiqJobArgs<T>
    {
        ArgumentNullException.ThrowIfNull(job);
        return calls.ActAsync(
            act => calls.Shard.PushTypedAsync(act, T.Schema, JsonArguments.From(job), options ?? new PushOptions()), cancellationToken);
    }

    public Task<BulkPushResult> PushBulkAsync<T>(
        IEnumerable<T> jobs, PushOptions? options = null, BulkPushOptions? bulk = null, CancellationToken cancellationToken = default)
        where T : class, ISidekiqJobArgs<T>
    {
        ArgumentNullException.ThrowIfNull(jobs);
        return PushBulkAsync(jobs.ToAsyncEnumerable(), options, bulk, cancellationToken);
    }

    public Task<BulkPushResult> PushBulkAsync<T>(
        IAsyncEnumerable<T> jobs, PushOptions? options = null, BulkPushOptions? bulk = null, CancellationToken cancellationToken = default)
        where T : class, ISidekiqJobArgs<T>
    {
        ArgumentNullException.ThrowIfNull(jobs);
        return RunAsync(
            jobs.Select(PushArguments.Of),
            static job => job.Args,
            (act, batch, part) => calls.Shard.PushBulkTypedAsync(act, T.Schema, batch, options ?? new PushOptions(), part),
            bulk,
            cancellationToken);
    }
}
