using System.CommandLine;
using SidekiqCluster.Cli.Output;
using SidekiqCluster.Cli.Rows;
using SidekiqCluster.Cli.Values;

namespace SidekiqCluster.Cli.Commands;

internal sealed class MetricsTopVerb : AnswerVerb
{
    private readonly MetricsOptions _window = new();

    private readonly Option<string?> _class = OptionKinds.Text(
        "--class", "GLOB", "Only job classes that match, such as 'Billing::*'; case-sensitive.");

    public MetricsTopVerb(VerbContext context)
        : base(
            context,
            "top",
            "What each job class did lately, most time spent first.",
            "metrics top --minutes 15",
            "metrics top --hours 24 --class 'Catalog::*'")
    {
        _window.AddTo(this);
        Options.Add(_class);
    }

    protected override async Task<Answer> AskAsync(Run run, CancellationToken cancellationToken)
    {
        var window = _window.WindowOf(run);
        var glob = run.Value(_class);
        var answers = await run.Shards.AskAsync(
            (shard, ct) => shard.Metrics.GetTopJobsAsync(window, glob, ct), cancellationToken);
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
                MetricsOptions.WriteMarks(json, answers);
                MetricsOptions.WriteWindow(json, answers);
            },
            TableWords = [.. rows.Length == 0 ? ["No such job ran in that time."] : Array.Empty<string>(), .. MetricsOptions.TellMarks(answers)],
        };
    }
}
