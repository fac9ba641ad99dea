using SidekiqCluster.Verbs.Answers;
using SidekiqCluster.Verbs.Rows;
using SidekiqCluster.Verbs.Values;

namespace SidekiqCluster.Verbs;

/// <summary>Looks jobs up by jid, in every queue and set and in the running work of every shard.</summary>
internal sealed record JobLookupVerb : AnswerVerb
{
    /// <summary>The jobs to look for.</summary>
    public required IReadOnlyList<string> Jids { get; init; }

    /// <summary>Whether a table shows all about each job.</summary>
    public bool ShowDetails { get; init; }

    protected override async Task<Answer> AskAsync(VerbRun run, CancellationToken cancellationToken)
    {
        var jids = JidArgument.Distinct(Jids);
        var answers = await run.Shards.AskAsync((shard, ct) => shard.FindJobsAsync(jids, ct), cancellationToken);
        JobRecord[] jobs = [.. answers.Ok.SelectMany(a => a.Value).Select(run.Redaction.Show)];
        string[] missing = [.. jids.Except(jobs.Select(job => job.Jid!))];
        return new Answer
        {
            Shards = answers.Outcomes,
            Rows = new Rows<JobRecord>(JobRow.Of<JobRecord>(job => job, run.Clock), jobs),
            RowsName = "jobs",
            WriteEnvelope = json =>
            {
                json.WritePropertyName("missing");
                json.WriteTexts(missing);
            },
            ShowsDetails = ShowDetails,
            NotFound = [.. missing.Select(jid => $"job {jid} is in no queue or set, nor running; it may be done or deleted.")],
        };
    }
}
