using SidekiqCluster.Verbs.Answers;
using SidekiqCluster.Verbs.Rows;
using SidekiqCluster.Verbs.Values;

namespace SidekiqCluster.Verbs;

/// <summary>Which thread runs a job, and since when.</summary>
internal sealed record WorkFindVerb : AnswerVerb
{
    /// <summary>The job.</summary>
    public required string Jid { get; init; }

    protected override async Task<Answer> AskAsync(VerbRun run, CancellationToken cancellationToken)
    {
        var jid = JidArgument.Checked(Jid);
        var answers = await run.Shards.AskAsync((shard, ct) => shard.Work.FindWorkAsync(jid, ct), cancellationToken);
        Work[] found = [.. answers.Ok.Select(a => a.Value).OfType<Work>().Select(work => work with { Job = run.Redaction.Show(work.Job) })];
        string[] missing = found.Length == 0 ? [jid] : [];
        return new Answer
        {
            Shards = answers.Outcomes,
            Rows = new Rows<Work>(WorkRow.Of(run.Clock), found),
            RowsName = "work",
            WriteEnvelope = json =>
            {
                json.WritePropertyName("missing");
                json.WriteTexts(missing);
            },
            ShowsDetails = true,
            NotFound = [.. missing.Select(m => $"job {m} does not run now; 'job find {m}' looks everywhere.")],
        };
    }
}
