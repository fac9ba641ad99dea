using System.CommandLine;
using SidekiqCluster.Verbs;

namespace SidekiqCluster.Cli.Commands;

internal sealed class WorkFindCommand : VerbCommand
{
    private readonly Argument<string> _jid = new("jid") { HelpName = "JID", Description = "The job." };

    public WorkFindCommand(CommandContext context)
        : base(context, "find", "Which thread runs a job, and since when.", "work find b4a577edbccf1d805744efa9") =>
        Arguments.Add(_jid);

    public override bool CanWatch => false;

    protected override Verb VerbOf(Run run) => new WorkFindVerb { Jid = run.Value(_jid) };
}
