using SidekiqCluster.Verbs.Answers;
using SidekiqCluster.Verbs.Rows;
using SidekiqCluster.Verbs.Shards;

namespace SidekiqCluster.Verbs;

/// <summary>Totals: processed, failed, busy, enqueued, scheduled, retries, dead.</summary>
internal sealed record StatsVerb : AnswerVerb
{
    /// <summary>The answer that these parts make.</summary>
    public static Answer ToAnswer(ShardAnswers<StatsSnapshot> answers)
    {
        var rows = answers.Ok.Select(a => new StatsRow(a.Shard, a.Value)).ToArray();
        var sum = StatsRow.Sum([.. answers.Ok.Select(a => a.Value)]);
        var several = answers.All.Count > 1;
        return new Answer
        {
            Shards = answers.Outcomes,
            Rows = new Rows<StatsRow>(StatsRow.All, rows),
            TableRows = rows.Length == 0
                ? null
                : new Rows<StatsRow>(
                    StatsRow.All,
                    [.. answers.All.Select(a => new StatsRow(a.Shard, a.Value)), .. several ? [sum] : Array.Empty<StatsRow>()]),
            WriteEnvelope = json =>
            {
                json.WriteRow("totals", StatsRow.Totals, sum.Stats is null ? null : sum);
                json.WriteByShard(answers, (part, answer) => part.WriteObjects(StatsRow.Totals, [new StatsRow(answer.Shard, answer.Value)]));
            },
        };
    }

    protected override async Task<Answer> AskAsync(VerbRun run, CancellationToken cancellationToken) =>
        ToAnswer(await run.Shards.AskAsync((shard, ct) => shard.GetStatsAsync(true, ct), cancellationToken));
}
