using System.CommandLine;
using SidekiqCluster.Verbs;

namespace SidekiqCluster.Cli.Commands;

internal sealed class IterationCancelCommand : VerbCommand
{
    private readonly Argument<string> _jid = new("jid") { HelpName = "JID", Description = "The job." };

    public IterationCancelCommand(CommandContext context)
        : base(
            context,
            "cancel",
            "Cancels an iterable job: it ends at its next step, or as soon as it starts. Of several shards, in those where it has begun.",
            "iteration cancel b4a577edbccf1d805744efa9") => Arguments.Add(_jid);

    public override bool CanWatch => false;

    protected override Verb VerbOf(Run run) => new IterationCancelVerb { Jid = run.Value(_jid) };
}
