using System.CommandLine;
using SidekiqCluster.Verbs;

namespace SidekiqCluster.Cli.Commands;

/// <summary>Pauses a queue, or ends the pause, wherever the queue is.</summary>
internal sealed class QueuePauseCommand : VerbCommand
{
    private readonly bool _pauses;
    private readonly Argument<string> _name = new("name") { HelpName = "NAME", Description = "The queue." };

    private QueuePauseCommand(CommandContext context, bool pauses, string name, string description, params IReadOnlyList<string> examples)
        : base(context, name, description, examples)
    {
        _pauses = pauses;
        Arguments.Add(_name);
    }

    public override bool CanWatch => false;

    public static QueuePauseCommand Pause(CommandContext context) =>
        new(context, true, "pause", "Lists a queue as paused, which Sidekiq Pro honours.", "queue pause low");

    public static QueuePauseCommand Unpause(CommandContext context) =>
        new(context, false, "unpause", "Ends the pause of a queue.", "queue unpause low");

    protected override Verb VerbOf(Run run) => new QueuePauseVerb { Queue = run.Value(_name), Pauses = _pauses };
}
