namespace SidekiqCluster.Operations;

/// <summary>Acts on one job, whose outcome is a plain yes or no.</summary>
internal static class SingleActs
{
    /// <summary>Removes one job of a source, on a shard or, for null, on its own; whether it was still there.</summary>
    /// <exception cref="ArgumentException">The job is of another source or shard.</exception>
    /// <exception cref="SidekiqClusterException">It was refused, or nobody knows what became of it.</exception>
    public static async Task<bool> DeleteOneAsync(
        this IJobOperations operations, string? shard, JobRecord job, JobSource source, CancellationToken cancellationToken)
    {
        shard = PlaceOf(shard, job, source);
        return WasDone(
            shard,
            await operations.DeleteAsync(JobSelection.Of(job), cancellationToken: cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Gives one job of a source, on a shard or, for null, on its own, another time; whether it was still there.</summary>
    /// <inheritdoc cref="DeleteOneAsync" path="/exception"/>
    public static async Task<bool> RescheduleOneAsync(
        this IJobOperations operations,
        string? shard,
        JobRecord job,
        JobSource source,
        DateTimeOffset at,
        CancellationToken cancellationToken)
    {
        shard = PlaceOf(shard, job, source);
        return WasDone(
            shard,
            await operations.RescheduleAsync(JobSelection.Of(job), at, cancellationToken: cancellationToken).ConfigureAwait(false));
    }

    private static string PlaceOf(string? shard, JobRecord job, JobSource source)
    {
        ArgumentNullException.ThrowIfNull(job);
        shard ??= job.Shard;
        if (job.Shard != shard || job.Source != source)
        {
            throw new ArgumentException(
                $"The job is in {job.Source} of shard {job.Shard}, not in {source} of {shard}.", nameof(job));
        }

        return shard;
    }

    private static bool WasDone(string shard, OperationResult result) => result switch
    {
        { Done: > 0 } => true,
        { Gone: > 0 } => false,
        { Unknown: > 0 } => throw new OutcomeUnknownException(result.Reasons.Keys.Single(), shard),
        _ => throw new SidekiqClusterException(result.Reasons.Keys.Single(), shard),
    };
}
