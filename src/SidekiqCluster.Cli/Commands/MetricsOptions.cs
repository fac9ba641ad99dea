using System.CommandLine;
using SidekiqCluster.Cli.Values;
using SidekiqCluster.Verbs;

namespace SidekiqCluster.Cli.Commands;

/// <summary>How far back metrics are asked for.</summary>
internal sealed class MetricsOptions
{
    private const int DefaultMinutes = 60;

    private readonly Option<int?> _minutes = OptionKinds.Number(
        "--minutes", $"The last minutes, by the minute; up to 480 [default: {DefaultMinutes}].", 1, 480, "1 to 480");

    private readonly Option<int?> _hours = OptionKinds.Number(
        "--hours", "The last hours, by ten minutes; up to 72. Only Sidekiq 8 keeps these.", 1, 72, "1 to 72");

    public void AddTo(Command command)
    {
        command.Options.Add(_minutes);
        command.Options.Add(_hours);
    }

    public MetricsSpan SpanOf(Run run) => new() { Minutes = run.Value(_minutes), Hours = run.Value(_hours) };
}
