using SidekiqCluster.Clients;
using SidekiqCluster.Operations;
using SidekiqCluster.Redis;

namespace SidekiqCluster;

/// <summary>Pushes by a script, in slices.</summary>
internal sealed partial class SidekiqClient : ISidekiqClient
{
    private const int UsualBytes = 512;

    private readonly SliceStore _store;

    internal SidekiqClient(ShardConnection connection, ShardTimestamps timestamps) => _store = new SliceStore(connection, timestamps);

    /// <inheritdoc/>
    public Task<string> PushAsync(JobRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return PushAsync(PushTemplate.Of(request.Class, request), request.Args, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<BulkPushResult> PushBulkAsync(
        BulkJobRequest request, BulkPushOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var template = PushTemplate.Of(request.Class, ForMany(request)).Spread(request.Spread, _store.Random.NextDouble);
        return RunAsync(
            request.Jobs.Select(job => new PushItem(template, job.Args, job.At)).ToAsyncEnumerable(), options, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<BulkPushResult> PushBulkAsync(
        IEnumerable<JobRequest> requests, BulkPushOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(requests);
        return PushBulkAsync(requests.ToAsyncEnumerable(), options, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<BulkPushResult> PushBulkAsync(
        IAsyncEnumerable<JobRequest> requests, BulkPushOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(requests);
        return RunAsync(requests.Select(ItemOf), options, cancellationToken);
    }

    private static PushItem ItemOf(JobRequest? request) =>
        request is null ? PushItem.Refused("The request is null.")
        : PushRules.FindProblem(request.Class, request, JobApi.Sidekiq) is { } problem ? PushItem.Refused(problem)
        : new PushItem(PushTemplate.Of(request.Class, request), request.Args);

    /// <summary>The options, when they are such for many jobs.</summary>
    private static PushOptions ForMany(PushOptions options) => options.Jid is null
        ? options
        : throw new ArgumentException("`Jid` is set, but the jobs are many; leave it null, or push a JobRequest for each.", nameof(options));

    private Task<BulkPushResult> RunAsync(
        IAsyncEnumerable<PushItem> jobs, BulkPushOptions? options, CancellationToken cancellationToken)
    {
        options ??= BulkPushOptions.Default;
        options.Validate();
        return new BulkPush(_store, options).RunAsync(jobs, cancellationToken);
    }

    private async Task<string> PushAsync(PushTemplate template, JsonArguments? args, CancellationToken cancellationToken)
    {
        if (template.FindProblem(args, at: null) is { } problem)
        {
            throw new ArgumentException(problem, nameof(args));
        }

        using var call = _store.Begin();
        var moment = await _store.GetMomentAsync(cancellationToken).ConfigureAwait(false);
        var slice = new PushSlice(0, moment, args!.Json.Length + UsualBytes);
        var jid = _store.Add(slice, template, args, template.DueAt(at: null, slice.Moment.Now));
        cancellationToken.ThrowIfCancellationRequested();
        var settled = await _store.StoreAsync(slice, call.Id, cancellationToken).ConfigureAwait(false);
        return settled switch
        {
            { Error: null } => jid,
            { MayBeDone: true } => throw new OutcomeUnknownException(
                $"Shard {_store.Connection.Shard} did not tell whether it has the job {jid}; look for it before you push it again.",
                _store.Connection.Shard,
                settled.Error)
            {
                Jid = jid,
            },
            _ => throw settled.Error,
        };
    }
}
