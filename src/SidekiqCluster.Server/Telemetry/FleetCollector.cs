using SidekiqCluster.Grains.Shards;

namespace SidekiqCluster.Server.Telemetry;

/// <summary>
/// Asks the shards that this silo owns, again and again, for what the meters tell. Each shard is told of by the one server that owns it, so
/// that sums over servers are right.
/// </summary>
internal sealed class FleetCollector(ISidekiqFleet fleet, ShardHosts hosts, FleetMeters meters) : BackgroundService
{
    /// <summary>How many queues of a shard are told of, the largest; the others would be noise.</summary>
    private const int MostQueues = 500;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    /// <summary>Until shards have come, or the cluster answers again.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await Task.Delay(await CollectAsync(stoppingToken) ? Interval : Pause, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server ends.
        }
    }

    /// <summary>Whether there was something to tell.</summary>
    private async Task<bool> CollectAsync(CancellationToken cancellationToken)
    {
        try
        {
            var parts = await fleet.EachAsync(ReadAsync, cancellationToken);
            var own = hosts.All.Select(static host => host.Shard).ToHashSet(StringComparer.Ordinal);
            ShardReading[] readings = [.. parts.Where(part => own.Contains(part.Shard)).Select(static part => part.Value ?? new ShardReading(part.Shard))];
            meters.Show(readings, await fleet.GetMemoryAsync(cancellationToken));
            return readings.Length > 0;
        }
        catch (SidekiqClusterException)
        {
            // Nobody can be asked: no shard is told of, which alert rules notice.
            meters.Show([], []);
            return false;
        }
    }

    private static async Task<ShardReading> ReadAsync(ISidekiqShard shard, CancellationToken cancellationToken) => new(shard.Name)
    {
        Stats = await shard.GetStatsAsync(true, cancellationToken),
        Queues = [.. (await shard.Queues.GetSummariesAsync(cancellationToken: cancellationToken)).OrderByDescending(static queue => queue.Size).Take(MostQueues)],
        Processes = await shard.Processes.ListAsync(cancellationToken),
    };
}
