using SidekiqCluster.Verbs.Acts;
using SidekiqCluster.Verbs.Values;

namespace SidekiqCluster.Verbs;

/// <summary>Removes all jobs of a queue, and the queue from the list of queues.</summary>
internal sealed record QueueClearVerb : RemovalVerb
{
    /// <summary>The queue.</summary>
    public required string Queue { get; init; }

    public override string Name => "clear";

    protected override Removal ToRemoval()
    {
        var name = QueueArgument.Existing(Queue);
        return new Removal
        {
            Of = $" of queue {name}",
            CountAsync = async (shard, ct) => await shard.Queue(name).ExistsAsync(ct) ? await shard.Queue(name).GetSizeAsync(ct) : null,
            RemoveAsync = (shard, _, ct) => shard.Queue(name).ClearAsync(ct),
            NotFound = $"there is no queue '{name}'; see '{Tool.Name} queue list'.",
        };
    }
}
