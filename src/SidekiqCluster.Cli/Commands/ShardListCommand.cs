using SidekiqCluster.Verbs;

namespace SidekiqCluster.Cli.Commands;

internal sealed class ShardListCommand(CommandContext context)
    : VerbCommand(context, "list", "The shards by name, and what they are chosen by.", "shard list", "shard list --shards env=prod")
{
    protected override Verb VerbOf(Run run) => new ShardListVerb();
}
