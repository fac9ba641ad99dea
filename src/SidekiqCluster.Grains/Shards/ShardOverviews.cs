using SidekiqCluster.Pulses;

namespace SidekiqCluster.Grains.Shards;

/// <summary>Makes the overview of a shard out of its pulse, once for all who ask. Good for any thread.</summary>
internal sealed class ShardOverviews(string shard)
{
    private readonly Lock _gate = new();
    private Pulse? _pulse;
    private OverviewVersion? _full;
    private OverviewVersion? _bare;

    /// <summary>The overview of a pulse, without content when it is one of the versions that are known.</summary>
    public OverviewVersion Of(Pulse pulse, IReadOnlyList<long> known)
    {
        lock (_gate)
        {
            if (!ReferenceEquals(_pulse, pulse))
            {
                _pulse = pulse;
                _bare = new OverviewVersion { Version = Random.Shared.NextInt64() };
                _full = _bare with { Overview = Read(pulse) };
            }

            return known.Contains(_bare!.Version) ? _bare : _full!;
        }
    }

    private ShardOverview Read(Pulse pulse) => new()
    {
        Stats = PartOf(pulse.Stats),
        Queues = PartOf(pulse.Queues),
        Processes = PartOf(pulse.ProcessSummary),
    };

    /// <summary>A part of a pulse is there already, or was refused.</summary>
    private ShardPart<T> PartOf<T>(Task<T> part) => part.Exception?.InnerException is { } refusal
        ? ShardPart<T>.Missing(shard, refusal.Message)
        : new ShardPart<T> { Outcome = new ShardOutcome { Shard = shard, Error = null }, Value = part.Result };
}
