using System.CommandLine;
using SidekiqCluster.Cli.Values;
using SidekiqCluster.Verbs;

namespace SidekiqCluster.Cli.Commands;

internal sealed class MetricsTopCommand : VerbCommand
{
    private readonly MetricsOptions _window = new();

    private readonly Option<string?> _class = OptionKinds.Text(
        "--class", "GLOB", "Only job classes that match, such as 'Billing::*'; case-sensitive.");

    public MetricsTopCommand(CommandContext context)
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

    protected override Verb VerbOf(Run run) => new MetricsTopVerb { Window = _window.SpanOf(run), Class = run.Value(_class) };
}
