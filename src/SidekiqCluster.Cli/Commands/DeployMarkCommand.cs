using System.CommandLine;
using SidekiqCluster.Cli.Values;
using SidekiqCluster.Verbs;
using SidekiqCluster.Verbs.Values;

namespace SidekiqCluster.Cli.Commands;

internal sealed class DeployMarkCommand : VerbCommand
{
    private readonly Argument<string> _label = new("label") { HelpName = "LABEL", Description = "What to show beside it, such as a commit." };
    private readonly Option<Moment?> _at = OptionKinds.Time("--at", "When it was deployed [default: now].");

    public DeployMarkCommand(CommandContext context)
        : base(
            context,
            "mark",
            "Marks a deploy, to be shown beside metrics. A minute has room for one mark.",
            "deploy mark v2.31",
            "deploy mark 'a1b2c3d Fix invoices' --at 2026-11-23T14:30:00Z")
    {
        Arguments.Add(_label);
        Options.Add(_at);
    }

    public override bool CanWatch => false;

    protected override Verb VerbOf(Run run) => new DeployMarkVerb { Label = run.Value(_label), At = run.Value(_at) };
}
