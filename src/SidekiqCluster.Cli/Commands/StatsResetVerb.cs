using System.CommandLine;
using SidekiqCluster.Cli.Acts;
using SidekiqCluster.Cli.Output;
using SidekiqCluster.Cli.Rows;
using SidekiqCluster.Cli.Shards;

namespace SidekiqCluster.Cli.Commands;

internal sealed class StatsResetVerb : AnswerVerb
{
    private static readonly string[] Names = ["processed", "failed"];

    private readonly Confirmation _confirmation = new();

    private readonly Argument<string[]> _counters = new("counter")
    {
        HelpName = "processed|failed",
        Description = "The all-time counters to set to zero [default: both].",
        Arity = ArgumentArity.ZeroOrMore,
    };

    public StatsResetVerb(VerbContext context)
        : base(
            context,
            "reset",
            "Sets all-time counters to zero; the history by day stays.",
            "stats reset",
            "stats reset failed --yes")
    {
        _counters.CompletionSources.Add(Names);
        Arguments.Add(_counters);
        _confirmation.AddTo(this);
    }

    public override bool CanWatch => false;

    protected override async Task<Answer> AskAsync(Run run, CancellationToken cancellationToken)
    {
        var counters = CountersOf(run);
        var asks = _confirmation.IsNeeded(run);
        var before = await run.Shards.AskAsync(
            async (shard, ct) => RowsOf(shard.Name, await shard.GetStatsAsync(false, ct), counters), cancellationToken);
        if (asks && before.Ok.Any())
        {
            await Confirmation.AskAsync(run, Question(before), cancellationToken);
        }

        var flags = counters.Aggregate(StatCounters.None, (all, name) => all | (name == "failed" ? StatCounters.Failed : StatCounters.Processed));
        var answers = await run.Shards.AskAsync(
            before,
            async (shard, rows, ct) =>
            {
                await shard.Stats.ResetAsync(flags, ct);
                return rows;
            },
            cancellationToken);
        return new Answer
        {
            Shards = answers.Outcomes,
            Rows = new Rows<ResetRow>(ResetRow.All, [.. answers.Ok.SelectMany(a => a.Value)]),
            RowsName = "reset",
        };
    }

    private static string Question(ShardAnswers<IReadOnlyList<ResetRow>> before) => "Set to zero "
        + string.Join(" and ", before.Ok.SelectMany(a => a.Value).GroupBy(row => row.Counter)
            .Select(rows => $"{rows.Key} ({Human.Count(rows.Sum(row => row.Before))})"))
        + $" in {(before.Ok.Count() == 1 ? "shard" : "shards")} {string.Join(", ", before.Ok.Select(a => a.Shard))}?";

    private static IReadOnlyList<ResetRow> RowsOf(string shard, StatsSnapshot stats, IReadOnlyList<string> counters) =>
        [.. counters.Select(name => new ResetRow(shard, name, name == "failed" ? stats.Failed : stats.Processed))];

    private string[] CountersOf(Run run)
    {
        string[] given = [.. (run.Value(_counters) ?? []).Distinct()];
        if (given.FirstOrDefault(name => !Names.Contains(name)) is { } unknown)
        {
            throw CliException.Usage($"'{unknown}' is no counter; use processed, failed, or none for both.");
        }

        return given.Length > 0 ? given : Names;
    }
}
