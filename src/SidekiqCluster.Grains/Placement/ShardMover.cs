using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SidekiqCluster.Grains.Shards;

namespace SidekiqCluster.Grains.Placement;

/// <summary>
/// Sends the grains of a shard to the silo where it is at home once silos came or went. They move when they are idle for a
/// moment; until then both silos may be connected to the shard.
/// </summary>
internal sealed class ShardMover(
    ShardHosts hosts, IClusterMembershipService membership, ILocalSiloDetails silo, ILogger<ShardMover> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var snapshot in membership.MembershipUpdates.WithCancellation(stoppingToken))
            {
                MoveAll([.. snapshot.Members.Values.Where(member => member.Status == SiloStatus.Active).Select(member => member.SiloAddress)]);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private void MoveAll(SiloAddress[] silos)
    {
        if (!silos.Contains(silo.SiloAddress))
        {
            return;
        }

        foreach (var host in hosts.All)
        {
            if (ShardHome.Of(host.Shard, silos) is var home && home != silo.SiloAddress && host.Move() > 0)
            {
                Log.ShardMoves(logger, host.Shard, home);
            }
        }
    }
}
