using SidekiqCluster.Operations;
using SidekiqCluster.Redis.Tests.DataApi;
using StackExchange.Redis;

namespace SidekiqCluster.Redis.Tests.Operations;

/// <summary>An operation that takes some chunks, on data of its own.</summary>
/// <param name="Name">What a failure is reported under.</param>
/// <param name="RequestAsync">Makes the request for a shard.</param>
internal sealed record SteppedCase(string Name, Func<SidekiqShard, CancellationToken, Task<OperationRequest>> RequestAsync)
{
    /// <summary>Whether its jobs get random scores.</summary>
    public bool IsSpread => Spread > TimeSpan.Zero;

    /// <summary>Which queues are swapped.</summary>
    public SwapOptions Swaps { get; private init; } = SwapOptions.Default;

    /// <summary>Operations that somebody else can go on with.</summary>
    public static IReadOnlyList<SteppedCase> All { get; } =
    [
        Of("delete from a set", JobOperation.Delete, "retry"),
        Of("delete from a queue", JobOperation.Delete, "queue:long"),
        Of("delete some", JobOperation.Delete, "queue:work", "retry", "dead") with { Limit = 170 },
        Of("delete by a swap", JobOperation.Delete, "queue:other", "queue:work", "retry") with { Swaps = SwapSizes.Small },
        Of("kill", JobOperation.Kill, "retry"),
        Of("kill out of a queue", JobOperation.Kill, "queue:work"),
        Of("add to queue", JobOperation.AddToQueue, "scheduled"),
        Of("retry", JobOperation.Retry, "retry", "dead"),
        Of("retry some", JobOperation.Retry, "retry", "dead") with { Limit = 180 },
        Of("retry later", JobOperation.Retry, "dead") with { Spread = TimeSpan.FromHours(1) },
        Of("move", JobOperation.Move, "queue:work") with { Queue = "elsewhere" },
        OfRecords("kill records", JobOperation.Kill, "retry", "queue:work"),
        OfRecords("delete records", JobOperation.Delete, "queue:work", "dead"),
        OfRecords("reschedule records", JobOperation.Reschedule, "retry", "queue:work") with { At = TestShard.Now.AddDays(1) },
        OfRecords("retry records later", JobOperation.Retry, "retry", "queue:work", "dead") with { Spread = TimeSpan.FromHours(1) },
    ];

    /// <summary>Operations that would come upon their own work.</summary>
    public static IReadOnlyList<SteppedCase> NotContinued { get; } =
    [
        Of("reschedule", JobOperation.Reschedule, "retry") with { At = TestShard.Now.AddDays(1) },
        Of("retry later where they are", JobOperation.Retry, "retry", "dead") with { Spread = TimeSpan.FromHours(1) },
        Of("kill from everywhere", JobOperation.Kill, "all"),
    ];

    private long? Limit { get; init; }

    private TimeSpan Spread { get; init; }

    private DateTimeOffset At { get; init; }

    private string? Queue { get; init; }

    /// <summary>The request, whole.</summary>
    public async Task<OperationRequest> AskAsync(SidekiqShard shard, CancellationToken cancellationToken) =>
        await RequestAsync(shard, cancellationToken) with { Limit = Limit, Spread = Spread, At = At, Queue = Queue };

    /// <summary>Some chunks of jobs everywhere; among them malformed ones, and equal copies in the queues.</summary>
    public static Task WriteAsync(IDatabase redis)
    {
        const int InSet = 250;
        const int InQueue = 45;
        const int InLongQueue = 450;
        return Task.WhenAll(
            redis.SortedSetAddAsync("retry", Entries("r", InSet)),
            redis.SortedSetAddAsync("dead", Entries("d", InSet)),
            redis.SortedSetAddAsync("schedule", Entries("s", InSet)),
            redis.SetAddAsync("queues", ["work", "other", "long"]),
            redis.ListRightPushAsync("queue:work", [.. Enumerable.Range(0, InQueue).Select(n => (RedisValue)Payload("w", n / 3))]),
            redis.ListRightPushAsync("queue:long", [.. Enumerable.Range(0, InLongQueue).Select(n => (RedisValue)Payload("l", n / 2))]),
            redis.ListRightPushAsync("queue:other", [.. Enumerable.Range(0, InQueue).Select(n => (RedisValue)Payload("o", n))]));
    }

    public override string ToString() => Name;

    private static SortedSetEntry[] Entries(string name, int count) =>
        [.. Enumerable.Range(0, count).Select(n => new SortedSetEntry(Payload(name, n), n))];

    private static string Payload(string name, int number) => number % 17 == 5
        ? FormattableString.Invariant($"malformed {name} {number}")
        : FormattableString.Invariant($$"""{"class":"Hard","args":["{{name}}",{{number}}],"queue":"low","retry_count":3}""");

    private static SteppedCase Of(string name, JobOperation operation, params string[] sources) => new(name, (_, _) => Task.FromResult(
        new OperationRequest(operation, JobSelection.Where(JobSources.Parse(sources), JobFilter.All))));

    private static SteppedCase OfRecords(string name, JobOperation operation, params string[] sources) => new(name, async (shard, cancel) =>
        new OperationRequest(
            operation,
            JobSelection.Of(await shard.ReadJobsAsync(JobSources.Parse(sources), order: JobOrder.OldestFirst, cancellationToken: cancel)
                .ToListAsync(cancel))));
}
