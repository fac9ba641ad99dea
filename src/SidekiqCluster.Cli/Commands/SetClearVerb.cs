using SidekiqCluster.Cli.Acts;

namespace SidekiqCluster.Cli.Commands;

internal sealed class SetClearVerb : RemovalVerb
{
    private readonly SetArgument _set;

    public SetClearVerb(VerbContext context)
        : base(
            context,
            "clear",
            "Removes all jobs of a set at once.",
            "set clear dead",
            "set clear retry --dry-run") => _set = new SetArgument(this, "scheduled", "retry", "dead");

    protected override Removal RemovalOf(Run run)
    {
        var name = _set.Read(run);
        return new Removal
        {
            Of = $" of {name}",
            CountAsync = async (shard, ct) => await SetOf(shard).GetSizeAsync(ct),
            RemoveAsync = (shard, _, ct) => SetOf(shard).ClearAsync(ct),
        };

        IJobSet SetOf(ISidekiqShard shard) => name switch
        {
            "scheduled" => shard.ScheduledSet,
            "retry" => shard.RetrySet,
            _ => shard.DeadSet,
        };
    }
}
