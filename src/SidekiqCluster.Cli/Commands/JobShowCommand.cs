using System.CommandLine;
using SidekiqCluster.Verbs;

namespace SidekiqCluster.Cli.Commands;

internal sealed class JobShowCommand : VerbCommand
{
    private readonly Argument<string> _jid = new("jid") { HelpName = "JID", Description = "The job." };

    public JobShowCommand(CommandContext context)
        : base(
            context,
            "show",
            "All about a job, wherever it is. Reads every job of the shards.",
            "job show b4a577edbccf1d805744efa9") => Arguments.Add(_jid);

    public override bool CanWatch => false;

    protected override Verb VerbOf(Run run) => new JobLookupVerb { Jids = [run.Value(_jid)], ShowDetails = true };
}
