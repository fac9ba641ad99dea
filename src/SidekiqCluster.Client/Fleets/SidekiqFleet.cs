using SidekiqCluster.Client.Calls;
using SidekiqCluster.Client.Shards;
using SidekiqCluster.Fleets;
using SidekiqCluster.Grains;

namespace SidekiqCluster.Client.Fleets;

/// <summary>The fleet over the grains of a cluster.</summary>
internal sealed partial class SidekiqFleet(IGrainFactory grains, TimeProvider clock) : ISidekiqFleet
{
    private static readonly TimeSpan LeastTimeout = TimeSpan.FromMilliseconds(1);

    private Tolerance Tolerance { get; init; } = Tolerance.Default;

    /// <summary>Which shards are asked.</summary>
    private ShardSelection Selection { get; init; } = ShardSelection.All;

    /// <summary>What every fleet made from this one has seen of the shards' overviews.</summary>
    private OverviewMemory Overviews { get; init; } = new();

    private RosterCalls Roster => new(grains, clock);

    public TimeSpan Staleness => Tolerance.Staleness;

    public TimeSpan Timeout => Tolerance.Timeout;

    public IFleetJobSet ScheduledSet => new FleetJobSet(Calls, Acts, JobSource.Scheduled);

    public IFleetJobSet RetrySet => new FleetJobSet(Calls, Acts, JobSource.Retry);

    public IFleetJobSet DeadSet => new FleetJobSet(Calls, Acts, JobSource.Dead);

    public IFleetProcessSet Processes => new FleetProcessSet(Calls, Acts);

    public IJobOperations Operations => new FleetOperations(this, clock);

    private FleetCalls Calls => field ??= new FleetCalls(grains, new FleetScope(Selection.ToString(), Tolerance), clock);

    private FleetActs Acts => new(this, clock);

    public IFleetQueue Queue(string name) => new FleetQueue(Calls, Acts, name);

    public ISidekiqFleet With(TimeSpan? staleness = null, TimeSpan? timeout = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(staleness ?? Staleness, TimeSpan.Zero, nameof(staleness));
        ArgumentOutOfRangeException.ThrowIfLessThan(timeout ?? Timeout, LeastTimeout, nameof(timeout));
        return new SidekiqFleet(grains, clock)
        {
            Tolerance = new Tolerance(staleness ?? Staleness, timeout ?? Timeout),
            Selection = Selection,
            Overviews = Overviews,
        };
    }

    public ISidekiqFleet Shards(string selection) => new SidekiqFleet(grains, clock)
    {
        Tolerance = Tolerance,
        Selection = Selection.And(ShardSelection.Parse(selection)),
        Overviews = Overviews,
    };

    public async Task<IReadOnlyList<ShardInfo>> ListShardsAsync(CancellationToken cancellationToken = default)
    {
        var all = await Roster.ListAsync(Timeout, cancellationToken).ConfigureAwait(false);
        return Selection.IsAll ? all : Selection.Choose(all);
    }

    public Task AddShardAsync(ShardRegistration shard, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(shard);
        return Roster.AddAsync(shard, cancellationToken);
    }

    public Task<bool> RemoveShardAsync(string name, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Roster.RemoveAsync(name, cancellationToken);
    }

    public ISidekiqShard Shard(string name) => new GrainShard(CallsOf(name));

    public TypedJobQuery<T> Jobs<T>(JobSources? sources = null)
        where T : class, ISidekiqJobArgs<T> =>
        new(new FleetJobSource(this, sources ?? JobSources.All, (shard, some) => new GrainJobSource(CallsOf(shard), some)));

    private GrainCalls CallsOf(string shard) => new(grains, ShardKey.Parse(shard).Shard, Tolerance, clock);
}
