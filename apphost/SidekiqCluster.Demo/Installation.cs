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
    /// <summary>How long the metrics of a minute are kept.</summary>
    public static readonly TimeSpan MetricsLifetime = TimeSpan.FromHours(8);

    /// <summary>How long the metrics of ten minutes are kept.</summary>
    public static readonly TimeSpan RollupLifetime = TimeSpan.FromDays(3);

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

    public static double Seconds(DateTimeOffset time) => time.ToUnixTimeMilliseconds() / 1000.0;

    /// <summary>The text of a payload.</summary>
    public static string Text(JsonObject payload) => payload.ToJsonString(AsRuby);

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

    /// <summary>Counts executions for the totals and for the history of a day.</summary>
    public async Task CountAsync(DateTimeOffset day, long processed, long failed)
    {
        var date = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await Task.WhenAll(
            Redis.StringIncrementAsync("stat:processed", processed),
            Redis.StringIncrementAsync("stat:failed", failed),
            Redis.StringIncrementAsync($"stat:processed:{date}", processed),
            Redis.StringIncrementAsync($"stat:failed:{date}", failed));
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
