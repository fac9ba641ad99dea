using System.CommandLine;
using SidekiqCluster.Cli.Acts;
using SidekiqCluster.Cli.Values;

namespace SidekiqCluster.Cli.Commands;

internal sealed class QueueClearVerb : RemovalVerb
{
    private readonly Argument<string> _name = new("name") { HelpName = "NAME", Description = "The queue." };

    public QueueClearVerb(VerbContext context)
        : base(
            context,
            "clear",
            "Removes all jobs of a queue, and the queue from the list of queues.",
            "queue clear low",
            "queue clear low --yes --format json") => Arguments.Add(_name);

    protected override Removal RemovalOf(Run run)
    {
        var name = QueueArgument.Existing(run.Value(_name));
        return new Removal
        {
            Of = $" of queue {name}",
            CountAsync = async (shard, ct) => await shard.Queue(name).ExistsAsync(ct) ? await shard.Queue(name).GetSizeAsync(ct) : null,
            RemoveAsync = (shard, _, ct) => shard.Queue(name).ClearAsync(ct),
            NotFound = $"there is no queue '{name}'; see '{CommandLine.Name} queue list'.",
        };
    }
}
