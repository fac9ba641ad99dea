using SidekiqCluster.Receipts;
using StackExchange.Redis;

namespace SidekiqCluster.Redis.Tests.Operations;

/// <summary>A call of one of the scripts that the acts on jobs do not use, on the laboratory's data.</summary>
/// <param name="Name">What a failure is reported under.</param>
/// <param name="Script">The script's name.</param>
/// <param name="Keys">Its keys, without the receipt.</param>
/// <param name="Arguments">Its arguments, without the receipt's.</param>
internal sealed record ReceiptCase(string Name, string Script, RedisKey[] Keys, RedisValue[] Arguments)
{
    private const string Living = "host:1:a";
    private const string Silent = "host:2:b";
    private const string Copy = "copy";
    private const string Aside = "aside";

    public static IReadOnlyList<ReceiptCase> All { get; } =
    [
        new("clear a set", "JobSets/clear", ["retry"], []),
        new("clear a queue", "Queues/clear", ["queue:default", "queues"], ["default"]),
        new("pause", "Queues/pause", ["paused"], ["default", "SADD"]),
        new("unpause", "Queues/pause", ["paused"], ["low", "SREM"]),
        new("add to a set", "JobSets/add", ["dead"], ["7.5", "new"]),
        new("add again to a set", "JobSets/add", ["dead"], ["7.5", "dead already"]),
        new("trim by number", "JobSets/trim", ["retry"], ["1", "", 1]),
        new("trim by age", "JobSets/trim", ["retry"], ["", "5.5", 100]),
        new("restore into a set", "Operations/restore", ["retry", "queues"], ["zset", "", "7.5", "restored", "8.5", "target"]),
        new("restore into a queue", "Operations/restore", ["queue:low", "queues"], ["list", "low", "second", "first"]),
        new("reset", "Stats/reset", ["stat:processed", "stat:failed"], []),
        new("signal", "Processes/signal", ["processes", Living, Living + "-signals"], [Living, "TSTP", 60]),
        new("prune", "Processes/prune", ["process_cleanup", "processes", Living, Silent], [60, Living, Silent]),
        new("cancel", "Iterations/cancel", ["it-new"], [1795445200, 86400, "always"]),
        new("cancel what runs", "Iterations/cancel", ["it-running"], [1795445200, 86400, "once"]),
        new("mark", "Deploys/mark", ["20261123-marks", "deploylock-v2"], ["2026-11-23T14:46:00Z", "v2", 7776000, 60]),
        new("copy some of a queue", "Operations/copy", ["queue:long", Copy], [60, 1, 2, 1, 4, 1, 2, "f", "g", "b", "c", "d"]),
        new("copy some that moved", "Operations/copy", ["queue:long", Copy], [60, 1, 3, 1, 4, 1, 2, "f", "g", "b", "c", "d"]),
        new("copy what looks otherwise", "Operations/copy", ["queue:long", Copy], [60, 1, 2, 1, 4, 1, 2, "f", "g", "b", "d", "d"]) { ChangesNothing = true },
        new("rehearse a swap", "Operations/swap", ["queue:long", Copy, Aside], ["rehearse"]) { ChangesNothing = true },
        new("discard a copy", "Operations/swap", ["queue:long", Copy, Aside], ["discard"]),
        new("swap", "Operations/swap", ["queue:long", Copy, Aside], ["swap", 1, 0, 3, 3, 4, 1, 2, 2, "c", "d", "f", "g", "f", "f"]),
        new("swap what looks otherwise", "Operations/swap", ["queue:long", Copy, Aside], ["swap", 1, 0, 2, 3, 4, 1, 2, 2, "c", "d", "f", "g", "f"]) { ChangesNothing = true },
        new("push", "Clients/push", ["queues", "queue:low", "queue:new"], ["list", "low", 2, "first", "second", "new", 1, "third"]),
        new("push for later", "Clients/push", ["queues", "schedule"], ["zset", "7.5", "first", "8", "second"]),
    ];

    /// <summary>Whether it only looks, and leaves nothing but its receipt.</summary>
    public bool ChangesNothing { get; init; }

    /// <summary>The laboratory's jobs, and what these scripts act on beside them.</summary>
    public static Task WriteAsync(IDatabase redis) => Task.WhenAll(
        LaboratoryState.Initial.WriteAsync(redis),
        redis.SetAddAsync("paused", ["low"]),
        redis.ListRightPushAsync("queue:long", ["a", "b", "c", "d", "e", "f", "g"]),
        redis.ListRightPushAsync(Copy, ["e"]),
        redis.StringSetAsync([new("stat:processed", 7), new("stat:failed", 3)]),
        redis.SetAddAsync("processes", [Living, Silent]),
        redis.HashSetAsync(Living, [new("info", "{}"), new("quiet", "false")]),
        redis.HashSetAsync("it-running", [new("ex", 1), new("c", "5")]),
        redis.HashSetAsync("20261123-marks", [new("2026-11-23T14:45:00Z", "v1")]));

    /// <summary>Calls it once.</summary>
    public Task<string> CallAsync(ShardConnection connection, string text, Guid receipt) =>
        new ReceiptRunner(connection).CallAsync(text, receipt, Keys, Arguments);
}
