using System.CommandLine;
using SidekiqCluster.Cli.Values;
using SidekiqCluster.Verbs;

namespace SidekiqCluster.Cli.Commands;

internal sealed class DeployListCommand : VerbCommand
{
    private readonly Option<int?> _days = OptionKinds.Number(
        "--days", $"How many days (UTC), today included; Sidekiq keeps {DeployListVerb.MostDays} [default: {DeployListVerb.DefaultDays}].", 1, DeployListVerb.MostDays, $"1 to {DeployListVerb.MostDays}");

    public DeployListCommand(CommandContext context)
        : base(context, "list", "Marked deploys, newest first.", "deploy list", "deploy list --days 90 --format csv") =>
        Options.Add(_days);

    protected override Verb VerbOf(Run run) => new DeployListVerb { Days = run.Value(_days) ?? DeployListVerb.DefaultDays };
}
