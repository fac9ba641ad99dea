using System.CommandLine;
using SidekiqCluster.Verbs;

namespace SidekiqCluster.Cli.Commands;

internal sealed class IterationShowCommand : VerbCommand
{
    private readonly Argument<string> _jid = new("jid") { HelpName = "JID", Description = "The iterable job." };

    public IterationShowCommand(CommandContext context)
        : base(context, "show", "How far an iterable job has come.", "iteration show b4a577edbccf1d805744efa9") =>
        Arguments.Add(_jid);

    protected override Verb VerbOf(Run run) => new IterationShowVerb { Jid = run.Value(_jid) };
}
