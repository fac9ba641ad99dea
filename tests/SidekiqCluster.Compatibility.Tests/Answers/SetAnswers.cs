using System.Text.Json;
using SidekiqCluster.Compatibility.Tests.Comparing;

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
                "scan" or "fetch" or "fetch_range" or "fetch_with_jid" or "find_job" => await AskEachAsync(set, question),
                "fetch_time_range" => await FetchAllByTimeAsync(set),
                _ => NotAsked.Value,
            };
        }

        return answers;
    }

    /// <summary>Where a filter asks the same as the glob over the raw text, that filter is asked.</summary>
    private static async Task<object?> ScanAsync(JobSet set, string pattern)
    {
        if (FilterFor(pattern) is not { } filter)
        {
            return NotAsked.Value;
        }

        var found = await set.SearchAsync(filter, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
        return found.Select(entry => entry.Raw.ToArray())
            .Order(Comparer<byte[]>.Create((left, right) => left.AsSpan().SequenceCompareTo(right)))
            .ToArray<object?>();
    }

    private static JobFilter? FilterFor(string pattern) => pattern switch
    {
        "*" => JobFilter.All,
        "ChargeJob" or "HardJob" or "no such thing" or "no such text" => JobFilter.Parse($"class:\"*{pattern}*\""),
        "*\"class\":\"Catalog::Index*" => JobFilter.Parse("class:Catalog::Index*"),
        "größe" => JobFilter.Parse("tag:größe"),
        "old failure 1?" => JobFilter.Parse("message:\"old failure 1?\""),
        "*\"retry_count\":1*" => JobFilter.Parse("retry=1 or (retry>=10 retry<20)"),
        _ when pattern.Length == 24 && pattern.All(char.IsAsciiHexDigit) => JobFilter.Parse($"jid={pattern}"),
        _ => null,
    };

    private static async Task<object?[]> AskEachAsync(JobSet set, JsonProperty questions)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var answers = new List<object?>();
        foreach (var question in questions.Value.EnumerateArray())
        {
            answers.Add(questions.Name switch
            {
                "scan" => new object?[] { question[0], await ScanAsync(set, question[0].GetString()!) },
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

    /// <summary>The microsecond nearest to a score: seconds and fraction apart, as their sum in ticks exceeds a double.</summary>
    private static DateTimeOffset Time(JsonElement score)
    {
        var seconds = Math.Floor(score.GetDouble());
        return DateTimeOffset.FromUnixTimeSeconds((long)seconds)
            .AddTicks((long)Math.Round((score.GetDouble() - seconds) * 1e6) * TimeSpan.TicksPerMicrosecond);
    }

    private static object?[] Values(IEnumerable<SortedEntry> entries) => [.. entries.Select(entry => entry.Raw.ToArray())];
}
