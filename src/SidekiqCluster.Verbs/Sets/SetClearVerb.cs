using SidekiqCluster.Verbs.Acts;
using SidekiqCluster.Verbs.Values;

namespace SidekiqCluster.Verbs;

/// <summary>Removes all jobs of a set at once.</summary>
internal sealed record SetClearVerb : RemovalVerb
{
    /// <summary>The set: scheduled, retry or dead.</summary>
    public required string Set { get; init; }

    public override string Name => "clear";

    protected override Removal ToRemoval()
    {
        var name = SetName.Checked(Set, SetName.All);
        return new Removal
        {
            Of = $" of {name}",
            CountAsync = async (shard, ct) => await SetName.Of(shard, name).GetSizeAsync(ct),
            RemoveAsync = (shard, _, ct) => SetName.Of(shard, name).ClearAsync(ct),
        };
    }
}
