using System.Diagnostics;

namespace SidekiqCluster.Cli.Shards;

/// <summary>Tries the gateways again for a few seconds, as a silo may just be starting.</summary>
internal sealed class GatewayPatience : IClientConnectionRetryFilter
{
    /// <summary>How long it is tried.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly long _start = Stopwatch.GetTimestamp();

    public async Task<bool> ShouldRetryConnectionAttempt(Exception exception, CancellationToken cancellationToken)
    {
        if (Stopwatch.GetElapsedTime(_start) >= Limit)
        {
            return false;
        }

        await Task.Delay(Pause, cancellationToken);
        return true;
    }
}
