using System.CommandLine;
using SidekiqCluster.Cli.Values;
using SidekiqCluster.Verbs;

namespace SidekiqCluster.Cli.Commands;

internal sealed class JobMoveCommand : JobActCommand
{
    private readonly Option<string?> _to = OptionKinds.Text("--to", "QUEUE", "The queue they go to, to the end of its line.");

    public JobMoveCommand(CommandContext context)
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

    protected override JobActVerb ActOf(Run run) => new JobMoveVerb { To = run.Value(_to)! };
}
