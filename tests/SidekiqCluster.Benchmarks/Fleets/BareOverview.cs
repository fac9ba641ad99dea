using System.Globalization;
using System.Text;
using SidekiqCluster.Benchmarks.Servers;

namespace SidekiqCluster.Benchmarks.Fleets;

/// <summary>
/// The floor of reading a fleet through: the same commands over a bare socket per shard, all written before the first reply is read.
/// It knows the names of queues and processes from the time before, as ours does.
/// </summary>
internal sealed class BareOverview : IDisposable
{
    /// <summary>As the table shows it.</summary>
    public const string Name = "bare round trip per shard";

    private readonly List<BareLink> _links;

    /// <summary>Connects to every shard.</summary>
    public BareOverview(IEnumerable<ShardPlace> places) =>
        _links = [.. places.Select(static place => new BareLink(place.Port, place.Database))];

    /// <summary>Reads all shards: jobs waiting, jobs processed, processes.</summary>
    public (long Enqueued, long Processed, long Processes) Read()
    {
        _links.ForEach(Ask);
        var (enqueued, processed, processes) = (0L, 0L, 0L);
        foreach (var link in _links)
        {
            link.ReadArray();
            processed += long.Parse(Encoding.ASCII.GetString(link.ReadEntry()), CultureInfo.InvariantCulture);
            link.ReadEntry();
            for (var reply = 0; reply < 5; reply++)
            {
                link.Skip();
            }

            processes += link.Skip();
            for (var queue = 0; queue < FleetSeed.Queues; queue++)
            {
                enqueued += link.Skip();
                link.Skip();
            }

            link.Drain();
        }

        return (enqueued, processed, processes);
    }

    public void Dispose() => _links.ForEach(static link => link.Dispose());

    private static void Ask(BareLink link)
    {
        link.Write("MGET", "stat:processed", "stat:failed");
        link.Write("ZCARD", "schedule");
        link.Write("ZCARD", "retry");
        link.Write("ZCARD", "dead");
        link.Write("SMEMBERS", "queues");
        link.Write("SMEMBERS", "paused");
        link.Write("SMEMBERS", "processes");
        for (var queue = 0; queue < FleetSeed.Queues; queue++)
        {
            link.Write("LLEN", $"queue:{FleetSeed.QueueOf(queue)}");
            link.Write("LINDEX", $"queue:{FleetSeed.QueueOf(queue)}", "-1");
        }

        for (var process = 0; process < FleetSeed.Processes; process++)
        {
            link.Write("HMGET", FleetSeed.IdentityOf(process), "info", "busy", "beat", "quiet", "rss", "rtt_us");
        }

        link.Flush();
    }
}
