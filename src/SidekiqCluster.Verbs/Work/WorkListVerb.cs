using SidekiqCluster.Verbs.Answers;
using SidekiqCluster.Verbs.Rows;

namespace SidekiqCluster.Verbs;

/// <summary>Jobs that run now, as of the heartbeats of their processes; longest running first.</summary>
internal sealed record WorkListVerb : AnswerVerb
{
    /// <summary>Which of them.</summary>
    public JobFilter Where { get; init; } = JobFilter.All;

    protected override async Task<Answer> AskAsync(VerbRun run, CancellationToken cancellationToken)
    {
        var answers = await run.Shards.AskAsync((shard, ct) => shard.Work.ListAsync(ct), cancellationToken);
        var now = run.Now;
        var filter = run.Allowed(Where);
        var work = WorkRow.Sort(answers.Ok.SelectMany(a => a.Value)
            .Where(w => filter.Matches(w.Job, now))
            .Select(w => w with { Job = run.Redaction.Show(w.Job) }));
        return new Answer
        {
            Shards = answers.Outcomes,
            Rows = new Rows<Work>(WorkRow.Of(run.Clock), work),
            RowsName = "work",
            TableWords = work.Count == 0 ? ["No such job runs now."] : [],
        };
    }
}
