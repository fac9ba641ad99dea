using System.Text.Json;
using SidekiqCluster.Compatibility.Tests.DataApi.Comparing;

namespace SidekiqCluster.Compatibility.Tests.DataApi.Answers;

/// <summary>What we answer about the scheduled, retry and dead sets.</summary>
internal static class SetAnswers
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task CompareAsync(Comparison comparison, ISidekiqShard shard, JsonElement theirs)
    {
        foreach (var expected in theirs.EnumerateArray())
        {
            var name = expected.GetProperty("name").GetString()!;
            IJobSet set = name switch
            {
                "schedule" => shard.ScheduledSet,
                "retry" => shard.RetrySet,
                _ => shard.DeadSet,
            };
            var answers = new Dictionary<string, object?>();
            foreach (var question in expected.EnumerateObject())
            {
                answers[question.Name] = await AnswerAsync(set, name, question, shard.TimeProvider);
            }

            comparison.Compare($"sets/{name}", expected, answers);
        }
    }

    private static async Task<object?> AnswerAsync(IJobSet set, string name, JsonProperty question, TimeProvider clock) =>
        question.Name switch
        {
            "name" => name,
            "size" => await set.GetSizeAsync(Cancel),
            "each" => Shape.Beside(
                await set.ReadAsync(cancellationToken: Cancel).ToListAsync(Cancel),
                question.Value,
                (entry, expected) => JobAnswers.Of(entry, expected, clock)),
            "scan" => await EachAsync(question, async scan => [scan[0], await ScanAsync(set, scan[0].GetString()!)]),
            "fetch" => await EachAsync(question, async fetch =>
                [fetch[0], Values(await set.FetchAsync(fetch[0].GetDouble(), cancellationToken: Cancel))]),
            "fetch_with_jid" => await EachAsync(question, async fetch =>
                [fetch[0], fetch[1], Values(await set.FetchAsync(fetch[0].GetDouble(), fetch[1].GetString(), Cancel))]),
            "fetch_range" => await EachAsync(question, async fetch =>
                [fetch[0], Values(await set.FetchAsync(Time(fetch[0][0]), Time(fetch[0][1]), cancellationToken: Cancel))]),
            "fetch_time_range" => Values(
                await set.FetchAsync(DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue, cancellationToken: Cancel)),
            "find_job" => await EachAsync(question, async find =>
                [find[0], await set.FindJobAsync(find[0].GetString()!, Cancel) is { } found ? Value(found) : null]),
            _ => NotAsked.Value,
        };

    private static async Task<object?[]> EachAsync(JsonProperty questions, Func<JsonElement, Task<object?[]>> answerAsync)
    {
        var answers = new List<object?>();
        foreach (var question in questions.Value.EnumerateArray())
        {
            answers.Add(await answerAsync(question));
        }

        return [.. answers];
    }

    /// <summary>Where a filter asks the same as the glob over the raw text, that filter is asked.</summary>
    private static async Task<object?> ScanAsync(IJobSet set, string pattern) =>
        FilterFor(pattern) is { } filter
            ? Shape.List(await set.SearchAsync(filter, Cancel)
                .Select(entry => entry.Raw.ToArray())
                .Order(Comparer<byte[]>.Create((left, right) => left.AsSpan().SequenceCompareTo(right)))
                .ToListAsync(Cancel))
            : NotAsked.Value;

    private static JobFilter? FilterFor(string pattern) => pattern switch
    {
        "*" => JobFilter.All,
        "ChargeJob" or "HardJob" or "no such thing" or "no such text" => JobFilter.Parse($"class:\"*{pattern}*\""),
        "*\"class\":\"Catalog::Index*" => JobFilter.Parse("class:Catalog::Index*"),
        "größe" => JobFilter.Parse("tag:größe"),
        "old failure 1?" => JobFilter.Parse("message:\"old failure 1*\""),
        "*\"retry_count\":1*" => JobFilter.Parse("retry=1 or (retry>=10 retry<20)"),
        _ when pattern.Length == 24 && pattern.All(char.IsAsciiHexDigit) => JobFilter.Parse($"jid={pattern}"),
        _ => null,
    };

    /// <summary>The microsecond nearest to a score. Seconds and fraction apart: a double cannot hold their ticks.</summary>
    private static DateTimeOffset Time(JsonElement score)
    {
        var seconds = Math.Floor(score.GetDouble());
        return DateTimeOffset.FromUnixTimeSeconds((long)seconds)
            .AddTicks((long)Math.Round((score.GetDouble() - seconds) * 1e6) * TimeSpan.TicksPerMicrosecond);
    }

    private static object?[] Values(IEnumerable<SortedEntry> entries) => Shape.List(entries.Select(entry => entry.Raw.ToArray()));

    private static object?[] Value(SortedEntry entry) => Shape.List(entry.Raw.ToArray(), entry.Score);
}
