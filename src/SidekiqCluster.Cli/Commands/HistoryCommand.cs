using System.CommandLine;
using SidekiqCluster.Cli.Values;
using SidekiqCluster.Verbs;

namespace SidekiqCluster.Cli.Commands;

internal sealed class HistoryCommand : VerbCommand
{
    private readonly Option<int?> _days = OptionKinds.Number(
        "--days", $"How many days, the newest included [default: {HistoryVerb.DefaultDays}].", 1, HistoryVerb.MostDays, $"1 to {HistoryVerb.MostDays}");

    private readonly Option<DateOnly?> _from = OptionKinds.Day("--from", "The newest day, counted back from [default: today, UTC].");

    public HistoryCommand(CommandContext context)
        : base(
            context,
            "history",
            "Processed and failed jobs by day (UTC), newest first.",
            "history --days 7",
            "history --from 2026-11-23 --days 30 --format csv")
    {
        Options.Add(_days);
        Options.Add(_from);
    }

    protected override Verb VerbOf(Run run) => new HistoryVerb
    {
        Days = run.Value(_days) ?? HistoryVerb.DefaultDays,
        From = run.Value(_from),
    };
}
