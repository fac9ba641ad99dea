using System.CommandLine;
using SidekiqCluster.Cli.Output;
using SidekiqCluster.Cli.Rows;
using SidekiqCluster.Cli.Values;

namespace SidekiqCluster.Cli.Commands;

internal sealed class QueueListVerb : AnswerVerb
{
    private readonly Option<bool> _unregistered = OptionKinds.Flag(
        "--unregistered", "Also queues that Sidekiq does not list, and private ones of super_fetch. Slow: scans all keys.");

    public QueueListVerb(VerbContext context)
        : base(
            context,
            "list",
            "Queues by size: latency, paused, registered.",
            "queue list",
            "queue list --watch",
            "queue list --unregistered --format json") => Options.Add(_unregistered);

    protected override async Task<Answer> AskAsync(Run run, CancellationToken cancellationToken)
    {
        var unregistered = run.Value(_unregistered);
        var answers = await run.Shards.AskAsync(
            (shard, ct) => shard.Queues.GetSummariesAsync(unregistered, ct), cancellationToken);
        var rows = QueueRow.Sort(answers.Ok.SelectMany(a => a.Value.Select(queue => new QueueRow(a.Shard, queue))));
        return new Answer
        {
            Shards = answers.Outcomes,
            Rows = new Rows<QueueRow>(QueueRow.All, rows),
            RowsName = "queues",
            TableWords = rows.Count == 0 ? ["No queues."] : [],
        };
    }
}
