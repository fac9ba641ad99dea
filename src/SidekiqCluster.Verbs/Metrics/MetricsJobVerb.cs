using SidekiqCluster.Verbs.Answers;
using SidekiqCluster.Verbs.Rows;

namespace SidekiqCluster.Verbs;

/// <summary>What one job class did lately, bucket by bucket, with histograms of its durations.</summary>
internal sealed record MetricsJobVerb : AnswerVerb
{
    /// <summary>The job class, exactly.</summary>
    public required string Class { get; init; }

    /// <summary>How far back.</summary>
    public MetricsSpan Window { get; init; } = new();

    protected override async Task<Answer> AskAsync(VerbRun run, CancellationToken cancellationToken)
    {
        var window = Window.ToWindow();
        var jobClass = Class;
        if (jobClass.Length == 0)
        {
            throw VerbException.Usage("CLASS is empty; give a job class, see 'metrics top'.");
        }

        var answers = await run.Shards.AskAsync(
            (shard, ct) => shard.Metrics.GetJobAsync(jobClass, window, ct), cancellationToken);
        BucketRow[] rows =
        [
            .. answers.Ok.SelectMany(a => a.Value.Jobs.SelectMany(job => job.Series).Select(bucket => new BucketRow(a.Shard, bucket)))
                .OrderByDescending(row => row.Bucket.Start),
        ];
        var sum = Sum(jobClass, [.. answers.Ok.SelectMany(a => a.Value.Jobs)]);
        return new Answer
        {
            Shards = answers.Outcomes,
            Rows = new Rows<BucketRow>(BucketRow.All, rows),
            RowsName = "series",
            WriteEnvelope = json =>
            {
                json.WriteString("class", jobClass);
                json.WriteRow("totals", MetricsRow.Totals, answers.Ok.Any() ? sum : null);
                json.WriteByShard(answers, (part, answer) => part.WriteObjects(MetricsRow.Totals, [Sum(jobClass, answer.Value.Jobs)]));
                json.WritePropertyName("histogram_labels");
                json.WriteTexts(DurationHistogram.Labels);
                MetricsAnswer.WriteMarks(json, answers);
                MetricsAnswer.WriteWindow(json, answers);
            },
            TableWords =
            [
                $"{jobClass}: {sum.Metrics.Processed} processed, {sum.Metrics.Failed} failed, {Human.Duration(sum.Metrics.Average)} on average.",
                .. MetricsAnswer.TellMarks(answers),
            ],
        };
    }

    private static MetricsRow Sum(string jobClass, IReadOnlyList<JobMetrics> parts) => new(StatsRow.SumName, new JobMetrics
    {
        Class = jobClass,
        Processed = parts.Sum(p => p.Processed),
        Failed = parts.Sum(p => p.Failed),
        Elapsed = parts.Aggregate(TimeSpan.Zero, (sum, p) => sum + p.Elapsed),
        Series = [],
    });
}
