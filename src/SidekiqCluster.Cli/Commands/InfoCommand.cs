using SidekiqCluster.Verbs;

namespace SidekiqCluster.Cli.Commands;

internal sealed class InfoCommand(CommandContext context) : VerbCommand(
    context, "info", "The servers behind the shards: kind, version, memory, and what is degraded on them.", "info", "info --format json")
{
    protected override Verb VerbOf(Run run) => new InfoVerb();
}
