using System.Text.Json;
using SidekiqCluster.Verbs.Access;
using SidekiqCluster.Verbs.Answers;
using SidekiqCluster.Verbs.Rows;

namespace SidekiqCluster.Verbs;

/// <summary>How many jobs there are, in all or by the values of a field. Reads every job of the sources.</summary>
internal sealed record JobCountVerb : AnswerVerb
{
    /// <summary>Where to look.</summary>
    public required JobSources In { get; init; }

    /// <summary>Which of their jobs.</summary>
    public JobFilter Where { get; init; } = JobFilter.All;

    /// <summary>The field that they are counted by; null for all together.</summary>
    public JobField? By { get; init; }

    protected override async Task<Answer> AskAsync(VerbRun run, CancellationToken cancellationToken)
    {
        var answers = await run.Shards.AskAsync(
            (shard, ct) => run.CountAsync(shard, In, Where, By, ct), cancellationToken);
        JobCount[] counts = [.. answers.Ok.Select(a => a.Value)];
        var total = new GroupRow(null, counts.Sum(c => c.Count), [.. counts.Select(c => c.Count)]);
        var groups = By is null ? null : GroupRow.Sum(counts);
        var columns = groups is null ? GroupRow.CountOnly : GroupRow.All;
        var rows = counts.Length == 0 ? [] : groups ?? [total];
        return new Answer
        {
            Shards = answers.Outcomes,
            Rows = new Rows<GroupRow>(columns, rows),
            TableRows = new Rows<GroupRow>(GroupRow.WithParts(columns, [.. answers.Ok.Select(a => a.Shard)]), rows),
            TableWords = groups is null ? [] : [$"{Human.Count(total.Count, "job")} in {Human.Count(groups.Count, "group")}."],
            WriteEnvelope = json =>
            {
                WriteCounts(json, counts.Length == 0 ? null : total.Count, counts.Length == 0 ? null : groups);
                json.WriteByShard(answers, (part, answer) =>
                {
                    part.WriteStartObject();
                    WriteCounts(part, answer.Value.Count, answer.Value.Groups is null ? null : GroupRow.Sum([answer.Value]));
                    part.WriteEndObject();
                });
            },
        };
    }

    private static void WriteCounts(Utf8JsonWriter json, long? count, IReadOnlyList<GroupRow>? groups)
    {
        json.WritePropertyName("count");
        json.WriteCount(count);
        if (groups is null)
        {
            json.WriteNull("groups");
        }
        else
        {
            json.WriteRows("groups", GroupRow.All, groups);
        }
    }
}
