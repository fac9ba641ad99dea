using SidekiqCluster.Verbs.Answers;
using SidekiqCluster.Verbs.Rows;
using SidekiqCluster.Verbs.Values;

namespace SidekiqCluster.Verbs;

/// <summary>How far an iterable job has come.</summary>
internal sealed record IterationShowVerb : AnswerVerb
{
    /// <summary>The iterable job.</summary>
    public required string Jid { get; init; }

    protected override async Task<Answer> AskAsync(VerbRun run, CancellationToken cancellationToken)
    {
        var jid = JidArgument.Checked(Jid);
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
