using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using StackExchange.Redis;

namespace SidekiqCluster.Demo;

/// <summary>The Redis of a Sidekiq installation: where its clients and processes write what.</summary>
/// <param name="redis">The database; with its prefix, if it has one.</param>
/// <param name="era">Which generation of Sidekiq writes.</param>
/// <param name="clock">The clock.</param>
/// <param name="random">Where all that is random comes from.</param>
internal sealed class Installation(IDatabase redis, Era era, TimeProvider clock, Random random)
{
    /// <summary>One more than there are dead jobs at most, as Sidekiq counts them.</summary>
    private const int MostDead = 10_000;

    /// <summary>What <c>"retry": true</c> means.</summary>
    private const int OrdinaryRetries = 25;

    /// <summary>How long the metrics of a minute are kept.</summary>
    public static readonly TimeSpan MetricsLifetime = TimeSpan.FromHours(8);

    /// <summary>How long the metrics of ten minutes are kept.</summary>
    public static readonly TimeSpan RollupLifetime = TimeSpan.FromDays(3);

    /// <summary>How long the counts of a day are kept.</summary>
    private static readonly TimeSpan HistoryLifetime = TimeSpan.FromDays(5 * 365);

    /// <summary>How long the dead are kept.</summary>
    private static readonly TimeSpan DeadLifetime = TimeSpan.FromDays(180);

    /// <summary>Upper bounds of the buckets of a histogram, in milliseconds; the last bucket has none.</summary>
    private static readonly int[] BucketBounds =
    [
        20, 30, 45, 65, 100, 150, 225, 335, 500, 750, 1_100, 1_700, 2_500, 3_800, 5_750, 8_500, 13_000, 20_000, 30_000, 45_000, 65_000,
        100_000, 150_000, 225_000, 335_000,
    ];

    /// <summary>Letters of every script as themselves, as Ruby writes them.</summary>
    private static readonly JsonSerializerOptions AsRuby = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public IDatabase Redis { get; } = redis;

    public Era Era { get; } = era;

    public Random Random { get; } = random;

    public DateTimeOffset Now => clock.GetUtcNow();

    public static double Seconds(DateTimeOffset time) => (time - DateTimeOffset.UnixEpoch).Ticks / (double)TimeSpan.TicksPerSecond;

    /// <summary>The text of a payload.</summary>
    public static string Text(JsonObject payload) => payload.ToJsonString(AsRuby);

    /// <summary>The fields of a payload; null when it is no JSON object.</summary>
    public static JsonObject? FindFields(RedisValue raw)
    {
        try
        {
            return JsonNode.Parse((string)raw!, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false }) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>How often a job may be retried; null for one that is not even buried.</summary>
    public static int? RetryLimit(JsonNode? retry) => retry switch
    {
        JsonValue value when value.TryGetValue<int>(out var limit) => limit,
        JsonValue value when value.GetValueKind() is JsonValueKind.False => null,
        _ => OrdinaryRetries,
    };

    /// <summary>24 hex digits.</summary>
    public string NewJid()
    {
        var bytes = new byte[12];
        Random.NextBytes(bytes);
        return Convert.ToHexStringLower(bytes);
    }

    public async Task EnqueueAsync(string queue, params IEnumerable<RedisValue> payloads)
    {
        await Redis.SetAddAsync("queues", queue);
        foreach (var batch in payloads.Chunk(500))
        {
            await Redis.ListLeftPushAsync($"queue:{queue}", batch);
        }
    }

    public Task AddToSetAsync(string set, DateTimeOffset at, RedisValue payload) =>
        Redis.SortedSetAddAsync(set, payload, Seconds(at));

    /// <summary>Moves a job that raised to where it goes: to the retries, to the dead jobs, or nowhere.</summary>
    /// <param name="payload">The job's; it is marked.</param>
    /// <param name="error">What it raised: class and message.</param>
    public async Task FailAsync(JsonObject payload, (string Class, string Message) error)
    {
        var count = payload["retry_count"] is JsonValue known && known.TryGetValue<int>(out var before) ? before + 1 : 0;
        if (RetryLimit(payload["retry"]) is not { } limit)
        {
            return;
        }

        Era.MarkFailed(payload, error, Now, count);
        if (count < limit)
        {
            await AddToSetAsync("retry", Now + Era.RetryDelay(count, Random), Text(payload));
        }
        else if (payload["dead"] is not JsonValue dead || dead.GetValueKind() is not JsonValueKind.False)
        {
            await BuryAsync(Text(payload));
        }
    }

    /// <summary>Adds a job to the dead ones, and forgets those that are too many or too old.</summary>
    public async Task BuryAsync(RedisValue payload)
    {
        await AddToSetAsync("dead", Now, payload);
        await Redis.SortedSetRemoveRangeByScoreAsync("dead", double.NegativeInfinity, Seconds(Now - DeadLifetime));
        await Redis.SortedSetRemoveRangeByRankAsync("dead", 0, -MostDead);
    }

    /// <summary>Counts executions for the totals and for the history of a day.</summary>
    public async Task CountAsync(DateTimeOffset day, long processed, long failed)
    {
        var date = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await Task.WhenAll(
            Redis.StringIncrementAsync("stat:processed", processed),
            Redis.StringIncrementAsync("stat:failed", failed),
            Redis.StringIncrementAsync($"stat:processed:{date}", processed),
            Redis.StringIncrementAsync($"stat:failed:{date}", failed),
            Redis.KeyExpireAsync($"stat:processed:{date}", HistoryLifetime),
            Redis.KeyExpireAsync($"stat:failed:{date}", HistoryLifetime));
    }

    /// <summary>Counts executions of a class for the metrics of a minute.</summary>
    /// <param name="jobClass">The class.</param>
    /// <param name="at">The minute.</param>
    /// <param name="durationsMs">How long each successful one took.</param>
    /// <param name="failed">The ones that raised.</param>
    public async Task MeasureAsync(string jobClass, DateTimeOffset at, IReadOnlyList<int> durationsMs, int failed)
    {
        if (!Era.HasMetrics)
        {
            return;
        }

        var utc = at.UtcDateTime;
        var writes = new List<Task>();
        foreach (var (key, lifetime) in Era.MetricsKeys(utc))
        {
            writes.Add(Redis.HashIncrementAsync(key, $"{jobClass}|p", durationsMs.Count + failed));
            writes.Add(Redis.HashIncrementAsync(key, $"{jobClass}|f", failed));
            writes.Add(Redis.HashIncrementAsync(key, $"{jobClass}|ms", durationsMs.Sum()));
            writes.Add(Redis.KeyExpireAsync(key, lifetime));
        }

        RedisKey histogram = Era.HistogramKey(jobClass, utc);
        foreach (var duration in durationsMs)
        {
            var bucket = BucketBounds.TakeWhile(bound => bound <= duration).Count();
            writes.Add(Redis.ExecuteAsync("BITFIELD", [histogram, "OVERFLOW", "SAT", "INCRBY", "u16", $"#{bucket}", "1"]));
        }

        writes.Add(Redis.KeyExpireAsync(histogram, MetricsLifetime));
        await Task.WhenAll(writes);
    }
}
