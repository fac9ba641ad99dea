using System.CommandLine;
using SidekiqCluster.Cli.Values;
using SidekiqCluster.Verbs;

namespace SidekiqCluster.Cli.Commands;

internal sealed class QueueListCommand : VerbCommand
{
    private readonly Option<bool> _unregistered = OptionKinds.Flag(
        "--unregistered", "Also queues that Sidekiq does not list, and private ones of super_fetch. Slow: scans all keys.");

    public QueueListCommand(CommandContext context)
        : base(
            context,
            "list",
            "Queues by size: latency, paused, registered.",
            "queue list",
            "queue list --watch",
            "queue list --unregistered --format json") => Options.Add(_unregistered);

    protected override Verb VerbOf(Run run) => new QueueListVerb { IncludeUnregistered = run.Value(_unregistered) };
}
