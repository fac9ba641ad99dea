using System.CommandLine;
using SidekiqCluster.Cli.Output;
using SidekiqCluster.Cli.Rows;

namespace SidekiqCluster.Cli.Commands;

internal sealed class IterationShowVerb : AnswerVerb
{
    private readonly Argument<string> _jid = new("jid") { HelpName = "JID", Description = "The iterable job." };

    public IterationShowVerb(VerbContext context)
        : base(context, "show", "How far an iterable job has come.", "iteration show b4a577edbccf1d805744efa9") =>
        Arguments.Add(_jid);

    protected override async Task<Answer> AskAsync(Run run, CancellationToken cancellationToken)
    {
        var jid = JobOptions.Distinct([run.Value(_jid)])[0];
        var answers = await run.Shards.AskAsync((shard, ct) => shard.Iterations.GetAsync(jid, ct), cancellationToken);
        IterationRow[] rows = [.. answers.Ok.Where(a => a.Value is not null).Select(a => new IterationRow(a.Shard, a.Value!))];
        string[] missing = rows.Length == 0 ? [jid] : [];
        return new Answer
        {
            Shards = answers.Outcomes,
            Rows = new Rows<IterationRow>(IterationRow.All, rows),
            RowsName = "iterations",
            WriteEnvelope = json =>
            {
                json.WritePropertyName("missing");
                json.WriteTexts(missing);
            },
            ShowsDetails = true,
            NotFound = [.. missing.Select(m => $"job {m} has no iteration state; it is not iterable, has not begun, or is done.")],
        };
    }
}
