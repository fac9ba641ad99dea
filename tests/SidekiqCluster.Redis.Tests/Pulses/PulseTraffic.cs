using System.Text;
using StackExchange.Redis;

namespace SidekiqCluster.Redis.Tests.Pulses;

/// <summary>Random changes to all that a pulse shows, sane ones and others, so that few names stay for long.</summary>
/// <param name="redis">The database.</param>
/// <param name="seed">Decides on everything.</param>
internal sealed class PulseTraffic(IDatabase redis, int seed)
{
    private static readonly byte[][] Queues =
        [.. new[] { "default", "low", "1", "01", "a b|c:*", "é", "" }.Select(Encoding.UTF8.GetBytes), [(byte)'a', 0xff], [(byte)'a', 0xfe]];

    private static readonly byte[][] Identities =
        [.. new[] { "web.1:1:a", "::1:22:b", "odd", "7" }.Select(Encoding.UTF8.GetBytes), [(byte)'x', 0xff]];

    private static readonly string[] Jobs =
        ["{}", "no JSON", """{"enqueued_at":1795445190.5}""", """{"created_at":1795445199000}""", """{"enqueued_at":"x"}"""];

    private static readonly string[] Infos =
        ["{}", "[", """{"hostname":"web.1","pid":12,"concurrency":5,"queues":["a"],"tag":"t","labels":["l"]}"""];

    private static readonly RedisKey[] FixedKeys =
        ["stat:processed", "stat:failed", "schedule", "retry", "dead", "queues", "processes", "paused", "dear-leader", "queue:default"];

    private static readonly RedisKey[] NamedKeys =
        [.. Queues.Select(KeyOf), .. Identities.Select(static identity => (RedisKey)Encoding.UTF8.GetString(identity))];

    private readonly Random _random = new(seed);
    private RedisKey _spoiled = "nothing";

    /// <summary>Makes one to four changes.</summary>
    public async Task StepAsync()
    {
        for (var left = _random.Next(1, 5); left > 0; left--)
        {
            try
            {
                await ChangeAsync();
            }
            catch (RedisServerException wrongType) when (wrongType.Message.StartsWith("WRONGTYPE", StringComparison.Ordinal))
            {
                // The key is of another type now.
            }
        }
    }

    private Task ChangeAsync()
    {
        var queue = Pick(Queues);
        var identity = Pick(Identities);
        return _random.Next(18) switch
        {
            0 or 1 => redis.SetAddAsync("queues", queue),
            2 => redis.SetRemoveAsync("queues", queue),
            3 or 4 => redis.ListLeftPushAsync(KeyOf(queue), Pick(Jobs)),
            5 => redis.ListRightPopAsync(KeyOf(queue)),
            6 => redis.SetAddAsync("paused", queue),
            7 => redis.SetRemoveAsync("paused", queue),
            8 => redis.SetAddAsync("processes", identity),
            9 => redis.SetRemoveAsync("processes", identity),
            10 => redis.HashSetAsync(
                Encoding.UTF8.GetString(identity),
                [new("info", Pick(Infos)), new("busy", _random.Next(9)), new("beat", "1795445190.5"), new("quiet", Pick(["true", "false"]))]),
            11 => redis.HashDeleteAsync(Encoding.UTF8.GetString(identity), "info"),
            12 => redis.StringSetAsync("dear-leader", identity),
            13 => redis.StringSetAsync(Pick(["stat:processed", "stat:failed"]), _random.Next(9)),
            14 => redis.SortedSetAddAsync(Pick(["schedule", "retry", "dead"]), $"job {_random.Next(99)}", 1),
            _ => SpoilAsync(),
        };
    }

    /// <summary>Frees the key that is of another type, and sometimes makes one so: two would each be a reason to refuse.</summary>
    private async Task SpoilAsync()
    {
        await redis.KeyDeleteAsync(_spoiled);
        _spoiled = Pick(_random.Next(2) == 0 ? FixedKeys : NamedKeys);
        if (_random.Next(2) == 0)
        {
            await redis.KeyDeleteAsync(_spoiled);
            await (_random.Next(4) == 0 ? redis.StringSetAsync(_spoiled, "odd") : redis.HashSetAsync(_spoiled, "odd", 1));
        }
    }

    private static RedisKey KeyOf(byte[] queue) => ((RedisKey)"queue:").Append(queue);

    private T Pick<T>(T[] from) => from[_random.Next(from.Length)];
}
