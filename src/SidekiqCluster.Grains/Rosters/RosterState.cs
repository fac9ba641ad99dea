namespace SidekiqCluster.Grains.Rosters;

/// <summary>What the cluster's own store keeps of the fleet's shards. Immutable; a change makes another one.</summary>
[GenerateSerializer, Immutable, Alias("SidekiqCluster.RosterState")]
internal sealed record RosterState
{
    private const int ActsKept = 100;

    /// <summary>Another one after each change of the shards.</summary>
    [Id(0)]
    public Guid Version { get; init; }

    /// <summary>The shards that were added at run time.</summary>
    [Id(1)]
    public IReadOnlyList<ShardRegistration> Shards { get; init; } = [];

    /// <summary>By shard, configured ones too, which database it was found to be when it was last connected.</summary>
    [Id(2)]
    public IReadOnlyDictionary<string, ShardClaim> Claims { get; init; } = new Dictionary<string, ShardClaim>();

    /// <summary>The names of the acts that were done last, the newest at the end.</summary>
    [Id(3)]
    public IReadOnlyList<Guid> Acts { get; init; } = [];

    /// <summary>The shards as the silos learn them.</summary>
    public Roster ToRoster() => new(Version, Shards);

    /// <summary>Whether an act was done, as far as is remembered.</summary>
    public bool HasDone(Guid act) => Acts.Contains(act);

    /// <summary>The state with one shard more.</summary>
    public RosterState Add(Guid act, ShardRegistration shard, ShardClaim claim) =>
        Changed(act, [.. Shards, shard]) with { Claims = ClaimsWith(shard.Name, claim) };

    /// <summary>The state without a shard; null when it was not added.</summary>
    public RosterState? Remove(Guid act, string name) => Shards.Any(shard => shard.Name == name)
        ? Changed(act, [.. Shards.Where(shard => shard.Name != name)]) with
        {
            Claims = Claims.Where(claim => claim.Key != name).ToDictionary(),
        }
        : null;

    /// <summary>The state in which a shard is known to be a database; this one when that was known.</summary>
    public RosterState Claim(string shard, ShardClaim claim) =>
        Claims.TryGetValue(shard, out var known) && known == claim ? this : this with { Claims = ClaimsWith(shard, claim) };

    /// <summary>Another shard that is this database; null when there is none.</summary>
    /// <param name="shard">The name of the one that asks.</param>
    /// <param name="database">The database.</param>
    /// <param name="placeOf">Where a shard's connection leads now; null when there is no such shard any more.</param>
    public string? OtherHolderOf(string shard, string database, Func<string, string?> placeOf) => Claims
        .Where(claim => claim.Key != shard && claim.Value.Database == database && claim.Value.Place == placeOf(claim.Key))
        .Select(static claim => claim.Key)
        .FirstOrDefault();

    private RosterState Changed(Guid act, IReadOnlyList<ShardRegistration> shards) => this with
    {
        Version = Guid.NewGuid(),
        Shards = shards,
        Acts = [.. Acts.TakeLast(ActsKept - 1), act],
    };

    private Dictionary<string, ShardClaim> ClaimsWith(string shard, ShardClaim claim) => new(Claims) { [shard] = claim };
}
