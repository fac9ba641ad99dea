using System.CommandLine;
using SidekiqCluster.Verbs;

namespace SidekiqCluster.Cli.Commands;

internal sealed class MetricsJobCommand : VerbCommand
{
    private readonly MetricsOptions _window = new();
    private readonly Argument<string> _class = new("class") { HelpName = "CLASS", Description = "The job class, exactly." };

    public MetricsJobCommand(CommandContext context)
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

    protected override Verb VerbOf(Run run) => new MetricsJobVerb { Class = run.Value(_class), Window = _window.SpanOf(run) };
}
