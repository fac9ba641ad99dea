using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using StackExchange.Redis;

namespace SidekiqCluster.Demo;

/// <summary>The Redis of a Sidekiq 8 installation: where its clients and processes write what.</summary>
internal sealed class Installation(IDatabase redis, TimeProvider clock, Random random)
{
    /// <summary>Letters of every script as themselves, as Ruby writes them.</summary>
    private static readonly JsonSerializerOptions AsRuby = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly TimeSpan MetricsLifetime = TimeSpan.FromHours(8);
    private static readonly TimeSpan RollupLifetime = TimeSpan.FromDays(3);

    public IDatabase Redis { get; } = redis;

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
        await Redis.StringIncrementAsync("stat:processed", processed);
        await Redis.StringIncrementAsync("stat:failed", failed);
        await Redis.StringIncrementAsync($"stat:processed:{date}", processed);
        await Redis.StringIncrementAsync($"stat:failed:{date}", failed);
    }

    /// <summary>Counts executions of a class for the metrics of a minute.</summary>
    /// <param name="jobClass">The class.</param>
    /// <param name="at">The minute.</param>
    /// <param name="durationsMs">How long each successful one took.</param>
    /// <param name="failed">The ones that raised.</param>
    public async Task MeasureAsync(string jobClass, DateTimeOffset at, IReadOnlyList<int> durationsMs, int failed)
    {
        var utc = at.UtcDateTime;
        var minute = utc.ToString("'j|'yyMMdd'|'H:mm", CultureInfo.InvariantCulture);
        foreach (var (key, lifetime) in new[] { (minute, MetricsLifetime), (minute[..^1], RollupLifetime) })
        {
            await Redis.HashIncrementAsync(key, $"{jobClass}|p", durationsMs.Count + failed);
            await Redis.HashIncrementAsync(key, $"{jobClass}|f", failed);
            await Redis.HashIncrementAsync(key, $"{jobClass}|ms", durationsMs.Sum());
            await Redis.KeyExpireAsync(key, lifetime);
        }

        var histogram = $"h|{jobClass}-{utc.Day}-{utc.Hour}:{utc.Minute}";
        foreach (var duration in durationsMs)
        {
            var bucket = DurationHistogram.Bounds.TakeWhile(b => b is { } bound && bound.TotalMilliseconds <= duration).Count();
            await Redis.ExecuteAsync("BITFIELD", histogram, "OVERFLOW", "SAT", "INCRBY", "u16", $"#{bucket}", "1");
        }

        await Redis.KeyExpireAsync(histogram, MetricsLifetime);
    }
}
