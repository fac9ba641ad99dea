using System.CommandLine;
using SidekiqCluster.Verbs;

namespace SidekiqCluster.Cli.Commands;

internal sealed class QueueShowCommand : VerbCommand
{
    private readonly Argument<string> _name = new("name") { HelpName = "NAME", Description = "The queue, without prefix." };

    public QueueShowCommand(CommandContext context)
        : base(context, "show", "One queue: size, latency, paused, registered.", "queue show default") => Arguments.Add(_name);

    public override bool CanWatch => false;

    protected override Verb VerbOf(Run run) => new QueueShowVerb { Name = run.Value(_name) };
}
