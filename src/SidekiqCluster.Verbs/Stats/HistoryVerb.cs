using SidekiqCluster.Verbs.Answers;
using SidekiqCluster.Verbs.Rows;

namespace SidekiqCluster.Verbs;

/// <summary>Processed and failed jobs by day (UTC), newest first.</summary>
internal sealed record HistoryVerb : AnswerVerb
{
    /// <summary>The days that are asked for when nothing is said.</summary>
    public const int DefaultDays = 30;

    /// <summary>The days that Sidekiq keeps.</summary>
    public const int MostDays = 1825;

    /// <summary>How many days, the newest included.</summary>
    public int Days { get; init; } = DefaultDays;

    /// <summary>The newest day; null for today, UTC.</summary>
    public DateOnly? From { get; init; }

    protected override async Task<Answer> AskAsync(VerbRun run, CancellationToken cancellationToken)
    {
        var days = Days;
        var newest = From ?? DateOnly.FromDateTime(run.Now.UtcDateTime);
        if (days is < 1 or > MostDays)
        {
            throw VerbException.Usage($"--days is '{days}'; use 1 to {MostDays}.");
        }

        if (newest.DayNumber < days - 1)
        {
            throw VerbException.Usage($"--from {newest:yyyy-MM-dd} is less than {days} days after the year 1; use a later day.");
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
