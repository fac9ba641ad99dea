using System.CommandLine;
using SidekiqCluster.Verbs;

namespace SidekiqCluster.Cli.Commands;

internal sealed class QueueClearCommand : RemovalCommand
{
    private readonly Argument<string> _name = new("name") { HelpName = "NAME", Description = "The queue." };

    public QueueClearCommand(CommandContext context)
        : base(
            context,
            "clear",
            "Removes all jobs of a queue, and the queue from the list of queues.",
            "queue clear low",
            "queue clear low --yes --format json") => Arguments.Add(_name);

    protected override RemovalVerb RemovalOf(Run run) => new QueueClearVerb { Queue = run.Value(_name) };
}
