using SidekiqCluster.Verbs;

namespace SidekiqCluster.Cli.Commands;

internal sealed class ProfileListCommand(CommandContext context) : VerbCommand(
    context, "list", "Profiles that jobs left behind in the last day (Sidekiq 8), latest expiry first.", "profile list")
{
    protected override Verb VerbOf(Run run) => new ProfileListVerb();
}
