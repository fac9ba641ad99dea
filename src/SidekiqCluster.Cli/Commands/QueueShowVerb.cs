using System.CommandLine;
using SidekiqCluster.Cli.Output;
using SidekiqCluster.Cli.Rows;

namespace SidekiqCluster.Cli.Commands;

internal sealed class QueueShowVerb : AnswerVerb
{
    private readonly Argument<string> _name = new("name") { HelpName = "NAME", Description = "The queue, without prefix." };

    public QueueShowVerb(VerbContext context)
        : base(context, "show", "One queue: size, latency, paused, registered.", "queue show default") => Arguments.Add(_name);

    public override bool CanWatch => false;

    protected override async Task<Answer> AskAsync(Run run, CancellationToken cancellationToken)
    {
        var name = run.Value(_name);
        if (name.Length == 0)
        {
            throw CliException.Usage("NAME is empty; give the name of a queue, see 'queue list'.");
        }

        var answers = await run.Shards.AskAsync(
            async (shard, ct) =>
            {
                var queue = shard.Queue(name);
                return await queue.ExistsAsync(ct) ? await queue.GetSummaryAsync(ct) : null;
            },
            cancellationToken);
        var rows = answers.Ok.Where(a => a.Value is not null).Select(a => new QueueRow(a.Shard, a.Value!)).ToArray();
        return new Answer
        {
            Shards = answers.Outcomes,
            Rows = new Rows<QueueRow>(QueueRow.All, rows),
            RowsName = "queues",
            ShowsDetails = true,
            NotFound = rows.Length == 0 ? [$"there is no queue '{name}'; see '{CommandLine.Name} queue list'."] : [],
        };
    }
}
