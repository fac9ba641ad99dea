using SidekiqCluster.Operations;

namespace SidekiqCluster.Client.Fleets;

/// <summary>
/// One operation on many shards: what happens on one holds up no other, and when all have ended the result tells of each.
/// </summary>
internal sealed class FleetRun(JobOperation operation, OperationOptions options, TimeProvider clock)
{
    /// <summary>Acts on all shards at once.</summary>
    /// <param name="shards">Their names.</param>
    /// <param name="act">Acts on one, as the options that it is given say.</param>
    /// <param name="cancellationToken">The token that the acts end with.</param>
    /// <exception cref="JobOperationCanceledException">The token ended some of them; it tells what was done until then.</exception>
    public async Task<OperationResult> RunAsync(
        IReadOnlyList<string> shards, Func<string, OperationOptions, Task<OperationResult>> act, CancellationToken cancellationToken)
    {
        var how = Sharing(options);
        var parts = await Task.WhenAll(shards.Select(shard => PartAsync(shard, () => act(shard, how(shard)), cancellationToken)))
            .ConfigureAwait(false);
        return Together(parts, cancellationToken);
    }

    /// <summary>
    /// Acts on so many jobs in all shards together: counts how many each has first, and gives them to the shards in their order.
    /// </summary>
    /// <inheritdoc cref="RunAsync(IReadOnlyList{string}, Func{string, OperationOptions, Task{OperationResult}}, CancellationToken)"/>
    public async Task<OperationResult> RunAsync(
        IReadOnlyList<string> shards,
        long limit,
        Func<string, OperationOptions, Task<OperationResult>> act,
        CancellationToken cancellationToken)
    {
        var counting = new OperationOptions { IsDryRun = true, Limit = limit };
        var counts = await Task.WhenAll(shards.Select(shard => PartAsync(shard, () => act(shard, counting), cancellationToken)))
            .ConfigureAwait(false);
        var shares = Share(counts, limit);
        var how = Sharing(options);
        var parts = await Task.WhenAll(counts.Select((count, i) => shares[i] > 0
            ? PartAsync(count.Shard, () => act(count.Shard, how(count.Shard) with { Limit = shares[i] }), cancellationToken)
            : Task.FromResult(count with { Result = OperationResult.Nothing(operation, options.IsDryRun) }))).ConfigureAwait(false);
        return Together(parts, cancellationToken);
    }

    private static long[] Share(FleetRunPart[] counts, long limit)
    {
        var shares = new long[counts.Length];
        for (var i = 0; i < shares.Length; i++)
        {
            shares[i] = counts[i] is { Error: null, IsCancelled: false } count ? Math.Min(count.Result.Matched, limit) : 0;
            limit -= shares[i];
        }

        return shares;
    }

    /// <summary>The options for each shard: all report to one progress, and wait for one pace.</summary>
    private Func<string, OperationOptions> Sharing(OperationOptions whole)
    {
        var progress = whole.Progress is { } told ? new FleetProgress(told) : null;
        var pace = new OperationPace(clock, whole.JobsPerSecond);
        return shard => whole with
        {
            Progress = progress?.Of(shard),
            Pace = whole.JobsPerSecond is null ? null : pace.WaitAsync,
        };
    }

    private async Task<FleetRunPart> PartAsync(string shard, Func<Task<OperationResult>> act, CancellationToken cancellationToken)
    {
        var nothing = OperationResult.Nothing(operation, options.IsDryRun);
        try
        {
            return new FleetRunPart(shard, await act().ConfigureAwait(false));
        }
        catch (OperationCanceledException e) when (cancellationToken.IsCancellationRequested)
        {
            return new FleetRunPart(shard, (e as JobOperationCanceledException)?.Result ?? nothing) { IsCancelled = true };
        }
        catch (SidekiqClusterException e)
        {
            return new FleetRunPart(shard, e.Result ?? nothing) { Error = e.Message };
        }
    }

    private OperationResult Together(FleetRunPart[] parts, CancellationToken cancellationToken)
    {
        var sum = OperationSum.Of([.. parts.Select(static part => part.Result)])
            ?? OperationResult.Nothing(operation, options.IsDryRun);
        var result = sum with
        {
            Warnings = [.. sum.Warnings, .. parts.Select(static part => part.Error).OfType<string>()],
            Shards = [.. parts.Select(static part => part.ToShardPart())],
        };
        return parts.Any(static part => part.IsCancelled) ? throw new JobOperationCanceledException(result, cancellationToken) : result;
    }
}
