using System.CommandLine;
using SidekiqCluster.Cli.Output;
using SidekiqCluster.Cli.Rows;

namespace SidekiqCluster.Cli.Commands;

internal sealed class IterationCancelVerb : AnswerVerb
{
    private readonly Argument<string> _jid = new("jid") { HelpName = "JID", Description = "The job." };

    public IterationCancelVerb(VerbContext context)
        : base(
            context,
            "cancel",
            "Cancels an iterable job: it ends at its next step, or as soon as it starts. Of several shards, in those where it has begun.",
            "iteration cancel b4a577edbccf1d805744efa9") => Arguments.Add(_jid);

    public override bool CanWatch => false;

    protected override async Task<Answer> AskAsync(Run run, CancellationToken cancellationToken)
    {
        var jid = JobOptions.Distinct([run.Value(_jid)])[0];
        var isLone = (await run.Shards.ListAsync(cancellationToken)).Count == 1;
        var answers = await run.Shards.AskAsync<DateTimeOffset?>(
            async (shard, ct) => isLone || await shard.Iterations.GetAsync(jid, ct) is not null
                ? await shard.Iterations.CancelAsync(jid, ct)
                : null,
            cancellationToken);
        CancellationRow[] rows = [.. answers.Ok.Where(a => a.Value is not null).Select(a => new CancellationRow(a.Shard, jid, a.Value!.Value))];
        return new Answer
        {
            Shards = answers.Outcomes,
            Rows = new Rows<CancellationRow>(CancellationRow.All, rows),
            RowsName = "cancelled",
            NotFound = rows.Length == 0
                ? [$"job {jid} has no iteration state in these shards; give one shard alone to cancel it before it begins."]
                : [],
        };
    }
}
