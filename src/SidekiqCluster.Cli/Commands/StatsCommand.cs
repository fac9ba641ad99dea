using SidekiqCluster.Verbs;

namespace SidekiqCluster.Cli.Commands;

internal sealed class StatsCommand(CommandContext context) : VerbCommand(
    context,
    "stats",
    "Totals: processed, failed, busy, enqueued, scheduled, retries, dead.",
    "stats",
    "stats --shard eu=redis://eu:6379 --shard us=redis://us:6379 --format json")
{
    protected override Verb VerbOf(Run run) => new StatsVerb();
}
