using System.CommandLine;
using SidekiqCluster.Cli.Output;
using SidekiqCluster.Cli.Rows;

namespace SidekiqCluster.Cli.Commands;

internal sealed class MetricsJobVerb : AnswerVerb
{
    private readonly MetricsOptions _window = new();
    private readonly Argument<string> _class = new("class") { HelpName = "CLASS", Description = "The job class, exactly." };

    public MetricsJobVerb(VerbContext context)
        : base(
            context,
            "job",
            "What one job class did lately, bucket by bucket, with histograms of its durations.",
            "metrics job HardJob --minutes 30",
            "metrics job Catalog::IndexJob --hours 24 --format json")
    {
        Arguments.Add(_class);
        _window.AddTo(this);
    }

    protected override async Task<Answer> AskAsync(Run run, CancellationToken cancellationToken)
    {
        var window = _window.WindowOf(run);
        var jobClass = run.Value(_class);
        if (jobClass.Length == 0)
        {
            throw CliException.Usage("CLASS is empty; give a job class, see 'metrics top'.");
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
                MetricsOptions.WriteMarks(json, answers);
                MetricsOptions.WriteWindow(json, answers);
            },
            TableWords =
            [
                $"{jobClass}: {sum.Metrics.Processed} processed, {sum.Metrics.Failed} failed, {Human.Duration(sum.Metrics.Average)} on average.",
                .. MetricsOptions.TellMarks(answers),
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
