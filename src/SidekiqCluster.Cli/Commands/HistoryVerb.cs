using System.CommandLine;
using SidekiqCluster.Cli.Output;
using SidekiqCluster.Cli.Rows;
using SidekiqCluster.Cli.Values;

namespace SidekiqCluster.Cli.Commands;

internal sealed class HistoryVerb : AnswerVerb
{
    private const int DefaultDays = 30;
    private const int MostDays = 1825;

    private readonly Option<int?> _days = OptionKinds.Number(
        "--days", $"How many days, the newest included [default: {DefaultDays}].", 1, MostDays, $"1 to {MostDays}");

    private readonly Option<DateOnly?> _from = OptionKinds.Day("--from", "The newest day, counted back from [default: today, UTC].");

    public HistoryVerb(VerbContext context)
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

    protected override async Task<Answer> AskAsync(Run run, CancellationToken cancellationToken)
    {
        var days = run.Value(_days) ?? DefaultDays;
        var newest = run.Value(_from) ?? DateOnly.FromDateTime(run.Host.Clock.GetUtcNow().UtcDateTime);
        if (newest.DayNumber < days - 1)
        {
            throw CliException.Usage($"--from {newest:yyyy-MM-dd} is less than {days} days after the year 1; use a later day.");
        }

        var answers = await run.Shards.AskAsync(
            (shard, ct) => shard.Stats.GetHistoryAsync(newest, days, ct), cancellationToken);
        var rows = HistoryRow.Sum([.. answers.Ok.Select(a => a.Value)]);
        return new Answer
        {
            Shards = answers.Outcomes,
            Rows = new Rows<HistoryRow>(HistoryRow.All, rows),
            TableRows = new Rows<HistoryRow>(HistoryRow.WithParts([.. answers.Ok.Select(a => a.Shard)]), rows),
            RowsName = "days",
            WriteEnvelope = json => json.WriteByShard(answers, (part, answer) =>
            {
                part.WriteStartArray();
                part.WriteObjects(HistoryRow.All, HistoryRow.Sum([answer.Value]));
                part.WriteEndArray();
            }),
        };
    }
}
