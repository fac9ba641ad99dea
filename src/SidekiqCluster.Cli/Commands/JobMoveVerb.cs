using System.CommandLine;
using SidekiqCluster.Cli.Acts;
using SidekiqCluster.Cli.Values;

namespace SidekiqCluster.Cli.Commands;

internal sealed class JobMoveVerb : JobActVerb
{
    private readonly Option<string?> _to = OptionKinds.Text("--to", "QUEUE", "The queue they go to, to the end of its line.");

    public JobMoveVerb(VerbContext context)
        : base(
            context,
            "move",
            "Moves jobs to another queue, which they then name as theirs.",
            "job move --in queue:default --where class:Reports::* --to low",
            "job move --in scheduled --jid b4a577edbccf1d805744efa9 --to critical")
    {
        _to.Required = true;
        Options.Add(_to);
    }

    protected override JobAct ActOf(Run run)
    {
        var queue = QueueArgument.Usable(run.Value(_to)!, "--to");
        return new(Name, $" to queue {queue}", (shard, jobs, options, ct) => shard.Operations.MoveAsync(jobs, queue, options, ct));
    }
}
