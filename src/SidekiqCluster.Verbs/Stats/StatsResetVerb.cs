using SidekiqCluster.Verbs.Access;
using SidekiqCluster.Verbs.Answers;
using SidekiqCluster.Verbs.Rows;
using SidekiqCluster.Verbs.Shards;

namespace SidekiqCluster.Verbs;

/// <summary>Sets all-time counters to zero; the history by day stays.</summary>
internal sealed record StatsResetVerb : AnswerVerb
{
    /// <summary>The counters there are.</summary>
    public static readonly IReadOnlyList<string> Names = ["processed", "failed"];

    /// <summary>Those to set to zero; none for both.</summary>
    public IReadOnlyList<string> Counters { get; init; } = [];

    public override VerbRole Role => VerbRole.Admin;

    protected override async Task<Answer> AskAsync(VerbRun run, CancellationToken cancellationToken)
    {
        var counters = CheckedCounters();
        var confirmation = run.DemandConfirmation(true);
        var before = await run.Shards.AskAsync(
            async (shard, ct) => RowsOf(shard.Name, await shard.GetStatsAsync(false, ct), counters), cancellationToken);
        if (confirmation is not null && before.Ok.Any())
        {
            await confirmation.AskAsync(Question(before), cancellationToken);
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

    private IReadOnlyList<string> CheckedCounters()
    {
        string[] given = [.. Counters.Distinct()];
        if (given.FirstOrDefault(name => !Names.Contains(name)) is { } unknown)
        {
            throw VerbException.Usage($"'{unknown}' is no counter; use processed, failed, or none for both.");
        }

        return given.Length > 0 ? given : Names;
    }
}
