using System.CommandLine;

namespace SidekiqCluster.Cli.Commands;

internal sealed class JobShowVerb : JobLookupVerb
{
    private readonly Argument<string> _jid = new("jid") { HelpName = "JID", Description = "The job." };

    public JobShowVerb(VerbContext context)
        : base(
            context,
            "show",
            "All about a job, wherever it is. Reads every job of the shards.",
            "job show b4a577edbccf1d805744efa9") => Arguments.Add(_jid);

    protected override bool ShowsDetails => true;

    protected override IReadOnlyList<string> JidsOf(Run run) => [run.Value(_jid)];
}
