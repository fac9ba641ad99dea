using SidekiqCluster.Clients;

namespace SidekiqCluster;

internal sealed partial class SidekiqClient
{
    /// <inheritdoc/>
    public Task<string> PushAsync<T>(T job, PushOptions? options = null, CancellationToken cancellationToken = default)
        where T : class, ISidekiqJobArgs<T>
    {
        ArgumentNullException.ThrowIfNull(job);
        return PushAsync(TemplateOf<T>(options ?? new PushOptions()), JsonArguments.From(job), cancellationToken);
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
        var template = TemplateOf<T>(ForMany(options ?? new PushOptions()));
        return RunAsync(jobs.Select(job => ItemOf(template, job)), bulk, cancellationToken);
    }

    private static PushItem ItemOf<T>(PushTemplate template, T? job)
        where T : class, ISidekiqJobArgs<T>
    {
        if (job is null)
        {
            return PushItem.Refused("The job is null.");
        }

        try
        {
            return new PushItem(template, JsonArguments.From(job));
        }
        catch (ArgumentException e)
        {
            return PushItem.Refused(e.Message);
        }
    }

    private PushTemplate TemplateOf<T>(PushOptions options)
        where T : class, ISidekiqJobArgs<T> => PushTemplate.Of(T.Schema, options, _store.Random.NewActiveJobId);
}
