using SidekiqCluster.Operations;

namespace SidekiqCluster.Client.Fleets;

/// <summary>Operations on all shards of a fleet at once. A limit and a rate count for all together.</summary>
internal sealed class FleetOperations(ISidekiqFleet fleet, TimeProvider clock) : RequestedOperations
{
    public override async Task<OperationResult> RestoreAsync(
        IEnumerable<SavedJob> jobs, OperationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(jobs);
        options ??= OperationOptions.Default;
        options.ValidateFor(JobOperation.Restore);
        var parts = jobs.Take(MostOf(options.Limit)).ToLookup(static job => job.Shard, StringComparer.Ordinal);
        var shards = await ShardsAsync([.. parts.Select(static part => part.Key)], cancellationToken).ConfigureAwait(false);
        var how = options with { Limit = null, JobsPerSecond = options.JobsPerSecond / shards.Count };
        return await new FleetRun(JobOperation.Restore, how, clock).RunAsync(
            shards,
            (shard, part) => fleet.Shard(shard).Operations.RestoreAsync(parts[shard], part, cancellationToken),
            cancellationToken).ConfigureAwait(false);
    }

    protected override async Task<OperationResult> RunAsync(
        OperationRequest request, OperationOptions? options, CancellationToken cancellationToken)
    {
        options ??= OperationOptions.Default;
        request.Check(clock.GetUtcNow());
        var named = request.Jobs.Records?.Take(MostOf(options.Limit)).Select(static job => job.Shard).ToHashSet(StringComparer.Ordinal);
        var shards = await ShardsAsync(named, cancellationToken).ConfigureAwait(false);
        var run = new FleetRun(request.Operation, options, clock);
        return options.Limit is { } limit && named is null && shards.Count > 1
            ? await run.RunAsync(shards, limit, ActAsync, cancellationToken).ConfigureAwait(false)
            : await run.RunAsync(shards, ActAsync, cancellationToken).ConfigureAwait(false);

        Task<OperationResult> ActAsync(string shard, OperationOptions part) => ActOnAsync(
            fleet.Shard(shard).Operations, request, request.Jobs.In(shard, options.Limit), part, cancellationToken);
    }

    private static int MostOf(long? limit) => (int)Math.Min(limit ?? int.MaxValue, int.MaxValue);

    private static Task<OperationResult> ActOnAsync(
        IJobOperations operations, OperationRequest request, JobSelection jobs, OperationOptions options, CancellationToken cancellationToken) =>
        request.Operation switch
        {
            JobOperation.Delete => operations.DeleteAsync(jobs, options, cancellationToken),
            JobOperation.Retry => operations.RetryAsync(jobs, request.Spread, options, cancellationToken),
            JobOperation.Kill => operations.KillAsync(jobs, options, cancellationToken),
            JobOperation.AddToQueue => operations.AddToQueueAsync(jobs, options, cancellationToken),
            JobOperation.Reschedule => operations.RescheduleAsync(jobs, request.At, request.Spread, options, cancellationToken),
            JobOperation.Move => operations.MoveAsync(jobs, request.Queue!, options, cancellationToken),
            _ => throw new ArgumentOutOfRangeException(nameof(request), request.Operation, "No act that is requested."),
        };

    /// <summary>The shards to act on, by name: all that are meant, or those of given jobs.</summary>
    private async Task<IReadOnlyList<string>> ShardsAsync(IReadOnlyCollection<string>? named, CancellationToken cancellationToken)
    {
        var all = await fleet.ListShardsAsync(cancellationToken).ConfigureAwait(false);
        string[] names = [.. all.Select(static shard => shard.Name)];
        return named?.Except(names, StringComparer.Ordinal).Order(StringComparer.Ordinal).FirstOrDefault() is { } stranger
            ? throw new ArgumentException($"A job is of shard {stranger}, which is none of the shards to act on.")
            : [.. names.Where(name => named?.Contains(name) != false)];
    }
}
