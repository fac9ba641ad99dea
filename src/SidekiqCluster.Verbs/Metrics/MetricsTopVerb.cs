using SidekiqCluster.Verbs.Answers;
using SidekiqCluster.Verbs.Rows;

namespace SidekiqCluster.Verbs;

/// <summary>What each job class did lately, most time spent first.</summary>
internal sealed record MetricsTopVerb : AnswerVerb
{
    /// <summary>How far back.</summary>
    public MetricsSpan Window { get; init; } = new();

    /// <summary>Only job classes that match, such as <c>Billing::*</c>; null for all.</summary>
    public string? Class { get; init; }

    protected override async Task<Answer> AskAsync(VerbRun run, CancellationToken cancellationToken)
    {
        var window = Window.ToWindow();
        var answers = await run.Shards.AskAsync(
            (shard, ct) => shard.Metrics.GetTopJobsAsync(window, Class, ct), cancellationToken);
        MetricsRow[] rows =
        [
            .. answers.Ok.SelectMany(a => a.Value.Jobs.Select(job => new MetricsRow(a.Shard, job)))
                .OrderByDescending(row => row.Metrics.Elapsed),
        ];
        return new Answer
        {
            Shards = answers.Outcomes,
            Rows = new Rows<MetricsRow>(MetricsRow.All, rows),
            RowsName = "jobs",
            WriteEnvelope = json =>
            {
                MetricsAnswer.WriteMarks(json, answers);
                MetricsAnswer.WriteWindow(json, answers);
            },
            TableWords = [.. rows.Length == 0 ? ["No such job ran in that time."] : Array.Empty<string>(), .. MetricsAnswer.TellMarks(answers)],
        };
    }
}
