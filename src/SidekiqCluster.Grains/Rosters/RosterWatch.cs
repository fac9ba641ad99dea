using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SidekiqCluster.Grains.Shards;

namespace SidekiqCluster.Grains.Rosters;

/// <summary>Every second, looks which shards there are, and lets go of those that are no more, or are reached in another way.</summary>
internal sealed class RosterWatch(ShardCatalog catalog, ShardHosts hosts, TimeProvider clock, ILogger<RosterWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        var isKnown = true;
        try
        {
            do
            {
                catalog.Reread();
                isKnown = await RefreshAsync(isKnown, stoppingToken);
                await hosts.ReviseAsync();
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    /// <summary>Whether the roster answered. That it did not is logged once.</summary>
    private async Task<bool> RefreshAsync(bool didBefore, CancellationToken cancellationToken)
    {
        try
        {
            await catalog.RefreshAsync(cancellationToken);
            return true;
        }
        catch (SidekiqClusterException e)
        {
            if (didBefore)
            {
                Log.RosterUnknown(logger, e.InnerException?.Message ?? e.Message);
            }

            return false;
        }
    }
}
