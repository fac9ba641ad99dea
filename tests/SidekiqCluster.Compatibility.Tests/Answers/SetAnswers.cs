using System.Text.Json;
using System.Text.RegularExpressions;
using SidekiqCluster.Compatibility.Tests.Comparing;
using SidekiqCluster.LocalServers;

namespace SidekiqCluster.Compatibility.Tests.Answers;

/// <summary>What we answer about the scheduled, retry and dead sets.</summary>
internal static class SetAnswers
{
    public static async Task CompareAsync(Comparison comparison, SidekiqShard shard, JsonElement theirs)
    {
        foreach (var expected in theirs.EnumerateArray())
        {
            var name = expected.GetProperty("name").GetString()!;
            JobSet set = name switch
            {
                "schedule" => shard.ScheduledSet,
                "retry" => shard.RetrySet,
                _ => shard.DeadSet,
            };
            comparison.Compare($"sets/{name}", expected, await AnswersAsync(set, name, expected, shard.TimeProvider));
        }
    }

    private static async Task<object?> AnswersAsync(JobSet set, string name, JsonElement theirs, TimeProvider clock)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var entries = await set.ReadAsync(cancellationToken: cancellationToken).ToListAsync(cancellationToken);
        var answers = new Dictionary<string, object?>();
        foreach (var question in theirs.EnumerateObject())
        {
            answers[question.Name] = question.Name switch
            {
                "name" => name,
                "size" => await set.GetSizeAsync(cancellationToken),
                "each" => entries.Select((entry, position) =>
                    position < question.Value.GetArrayLength() ? JobAnswers.Of(entry, question.Value[position], clock) : (object?)entry).ToArray(),
                "scan" => question.Value.EnumerateArray().Select(scan => (object?)new object?[] { scan[0], Scan(entries, scan[0].GetString()!) }).ToArray(),
                "fetch" or "fetch_range" or "fetch_with_jid" or "find_job" => await AskEachAsync(set, question),
                "fetch_time_range" => await FetchAllByTimeAsync(set),
                _ => NotAsked.Value,
            };
        }

        return answers;
    }

    /// <summary>The pattern is a glob over the raw text; filters take its place, so this compares what we read.</summary>
    private static object?[] Scan(IReadOnlyList<SortedEntry> entries, string pattern)
    {
        var glob = pattern.Contains('*') ? pattern : $"*{pattern}*";
        var expression = new Regex(
            "^" + Regex.Escape(glob).Replace(@"\*", ".*").Replace(@"\?", ".") + "$", RegexOptions.Singleline | RegexOptions.CultureInvariant);
        return
        [
            .. entries.Where(entry => expression.IsMatch(System.Text.Encoding.Latin1.GetString(entry.Raw.Span)))
                .Select(entry => entry.Raw.ToArray())
                .Order(Comparer<byte[]>.Create((left, right) => left.AsSpan().SequenceCompareTo(right))),
        ];
    }

    private static async Task<object?[]> AskEachAsync(JobSet set, JsonProperty questions)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var answers = new List<object?>();
        foreach (var question in questions.Value.EnumerateArray())
        {
            answers.Add(questions.Name switch
            {
                "fetch" => new object?[] { question[0], Values(await set.FetchAsync(question[0].GetDouble(), null, cancellationToken)) },
                "fetch_with_jid" => new object?[]
                {
                    question[0], question[1], Values(await set.FetchAsync(question[0].GetDouble(), question[1].GetString(), cancellationToken)),
                },
                "fetch_range" => new object?[]
                {
                    question[0], Values(await set.FetchAsync(Time(question[0][0]), Time(question[0][1]), null, cancellationToken)),
                },
                _ => new object?[] { question[0], await set.FindJobAsync(question[0].GetString()!, cancellationToken) is { } found ? new object?[] { found.Raw.ToArray(), found.Score } : null },
            });
        }

        return [.. answers];
    }

    private static async Task<object?> FetchAllByTimeAsync(JobSet set) =>
        Values(await set.FetchAsync(DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue, null, TestContext.Current.CancellationToken));

    /// <summary>The tick nearest to a score: seconds and fraction apart, as their sum in ticks exceeds a double.</summary>
    private static DateTimeOffset Time(JsonElement score)
    {
        var seconds = Math.Floor(score.GetDouble());
        return DateTimeOffset.FromUnixTimeSeconds((long)seconds)
            .AddTicks((long)Math.Round((score.GetDouble() - seconds) * TimeSpan.TicksPerSecond));
    }

    private static object?[] Values(IEnumerable<SortedEntry> entries) => [.. entries.Select(entry => entry.Raw.ToArray())];
}
