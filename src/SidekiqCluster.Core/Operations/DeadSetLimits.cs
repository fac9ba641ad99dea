using SidekiqCluster.Redis;

namespace SidekiqCluster.Operations;

/// <summary>What Sidekiq's workers keep in the dead set when nobody has configured them otherwise.</summary>
internal static class DeadSetLimits
{
    private const long MaxJobs = 10_000;

    private static readonly TimeSpan MaxAge = TimeSpan.FromDays(180);

    /// <summary>The result of killing jobs, with a warning where workers will trim the dead set at their next death.</summary>
    public static async Task<OperationResult> WarnAsync(
        ShardConnection connection, OperationResult result, CancellationToken cancellationToken)
    {
        if (result.Done == 0)
        {
            return result;
        }

        try
        {
            var key = connection.Keys.Dead;
            var oldest = EpochTime.ToSeconds(connection.Clock.GetUtcNow() - MaxAge);
            var counts = await connection.ReadAsync(
                key,
                (redis, flags) => Task.WhenAll(
                    redis.SortedSetLengthAsync(key, flags: flags),
                    redis.SortedSetLengthAsync(key, double.NegativeInfinity, oldest, flags: flags)),
                cancellationToken).ConfigureAwait(false);
            var size = counts[0] + (result.IsDryRun ? result.Done : 0);
            return (size >= MaxJobs || counts[1] > 0)
                ? result with { Warnings = [.. result.Warnings, Warning(size, counts[1])] }
                : result;
        }
        catch (Exception e) when (e is SidekiqClusterException or OperationCanceledException)
        {
            // The jobs are killed: that is what must be told.
            return result;
        }
    }

    private static string Warning(long size, long tooOld) => FormattableString.Invariant(
        $"The dead set holds {size} jobs, {tooOld} of them older than 180 days: at their next death workers keep the newest {MaxJobs - 1} of 180 days, unless they are configured otherwise.");
}
