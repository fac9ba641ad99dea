using SidekiqCluster.Clients;

namespace SidekiqCluster;

internal sealed partial class SidekiqClient
{
    /// <inheritdoc/>
    public Task<string> PushAsync<T>(T job, PushOptions? options = null, CancellationToken cancellationToken = default)
        where T : class, ISidekiqJobArgs<T>
    {
        ArgumentNullException.ThrowIfNull(job);
        return PushAsync(T.Schema, JsonArguments.From(job), options, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<BulkPushResult> PushBulkAsync<T>(
        IEnumerable<T> jobs,
        PushOptions? options = null,
        BulkPushOptions? bulk = null,
        CancellationToken cancellationToken = default)
        where T : class, ISidekiqJobArgs<T>
    {
        ArgumentNullException.ThrowIfNull(jobs);
        return PushBulkAsync(jobs.ToAsyncEnumerable(), options, bulk, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<BulkPushResult> PushBulkAsync<T>(
        IAsyncEnumerable<T> jobs,
        PushOptions? options = null,
        BulkPushOptions? bulk = null,
        CancellationToken cancellationToken = default)
        where T : class, ISidekiqJobArgs<T>
    {
        ArgumentNullException.ThrowIfNull(jobs);
        return PushBulkAsync(T.Schema, jobs.Select(PushArguments.Of), options, bulk, cancellationToken);
    }

    /// <summary>Pushes a job of a class that is known by its schema alone.</summary>
    internal Task<string> PushAsync(
        JobSchema schema, JsonArguments args, PushOptions? options, CancellationToken cancellationToken) =>
        PushAsync(TemplateOf(schema, options ?? new PushOptions()), args, cancellationToken);

    /// <summary>Pushes jobs of a class that is known by its schema alone.</summary>
    internal Task<BulkPushResult> PushBulkAsync(
        JobSchema schema,
        IAsyncEnumerable<PushArguments> jobs,
        PushOptions? options,
        BulkPushOptions? bulk,
        CancellationToken cancellationToken)
    {
        var template = TemplateOf(schema, ForMany(options ?? new PushOptions()));
        return RunAsync(
            jobs.Select(job => job.Problem is { } problem ? PushItem.Refused(problem) : new PushItem(template, job.Args)),
            bulk,
            cancellationToken);
    }

    private PushTemplate TemplateOf(JobSchema schema, PushOptions options) =>
        PushTemplate.Of(schema, options, _store.Random.NewActiveJobId);
}
