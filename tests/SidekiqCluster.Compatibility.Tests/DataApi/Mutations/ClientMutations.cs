using SidekiqCluster.Compatibility.Tests.DataApi.Answers;
using SidekiqCluster.Compatibility.Tests.DataApi.Comparing;

namespace SidekiqCluster.Compatibility.Tests.DataApi.Mutations;

/// <summary>What is pushed. Our new ids count up as Ruby's did.</summary>
internal static class ClientMutations
{
    private static readonly DateTimeOffset FarTime = DateTimeOffset.FromUnixTimeSeconds(1_900_000_000);
    private static readonly JobRequest Index = new() { Class = "Catalog::IndexJob", Args = JsonArguments.Of(1) };
    private static readonly JobRequest Nothing = new() { Class = "X", Args = JsonArguments.None };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static IReadOnlyList<MutationAct> All { get; } =
    [
        new("client: push", shard => PushAsync(shard, Index with { Args = JsonArguments.Of(1, "ü", new Dictionary<string, double> { ["a"] = 1.5 }) })),
        new("client: push with options", shard => PushAsync(
            shard,
            Index with
            {
                Args = JsonArguments.None,
                Queue = "new-queue",
                Retry = JobRetry.Times(3),
                Tags = ["x"],
                Backtrace = JobBacktrace.Lines(5),
                Jid = "myjid",
            })),
        new("client: push later", shard => PushAsync(shard, Index with { At = FarTime.AddMilliseconds(125) })),
        new("client: push in the past", shard => PushAsync(
            shard, Index with { At = DateTimeOffset.UnixEpoch.AddSeconds(1.5), IsScheduledEvenIfDue = true })),
        Bulk("client: push bulk", Jobs(1, 2, 3)),
        Bulk("client: push bulk, empty", Jobs()),
        Bulk(
            "client: push bulk at times",
            Jobs() with { Jobs = BulkJobRequest.Each([JsonArguments.Of(1), JsonArguments.Of(2)], [FarTime.AddSeconds(0.5), FarTime.AddSeconds(1)]) }),
        Bulk("client: push bulk at one time", Jobs(1, 2) with { At = FarTime }),
        Bulk("client: push bulk in small batches", Jobs(1, 2, 3, 4, 5), new BulkPushOptions { BatchSize = 2 }),
        Bulk("client: push bulk spread out", Jobs(1, 2) with { Spread = TimeSpan.FromSeconds(100) }),
        new("client: refused or not: no class", shard => PushAsync(shard, Nothing with { Class = null! })),
        new("client: refused or not: no args", shard => PushAsync(shard, Nothing with { Args = null! })),
        new("client: refused or not: args no array", shard => PushAsync(shard, Nothing with { Args = JsonArguments.FromJson("{}") })),
        new("client: refused or not: class a symbol", _ => NotTypedAsync()),
        new("client: refused or not: at no number", _ => NotTypedAsync()),
        new("client: refused or not: tags no array", _ => NotTypedAsync()),
        new("client: refused or not: empty queue", shard => PushAsync(shard, Nothing with { Queue = "" })),
        new("client: refused or not: symbol in args", shard => PushAsync(shard, Nothing with { Args = JsonArguments.Of(DayOfWeek.Monday) })),
        new("client: refused or not: symbol key in args", shard => PushAsync(
            shard, Nothing with { Args = JsonArguments.Of(new Dictionary<DayOfWeek, int> { [DayOfWeek.Monday] = 1 }) })),
        new("client: refused or not: retry_for too large", shard => PushAsync(
            shard, Nothing with { RetryFor = TimeSpan.FromSeconds(1_000_000_001) })),
    ];

    private static BulkJobRequest Jobs(params int[] numbers) => new()
    {
        Class = "Catalog::IndexJob",
        Jobs = BulkJobRequest.Each(numbers.Select(number => JsonArguments.Of(number))),
    };

    private static async Task<object?> PushAsync(ISidekiqShard shard, JobRequest request)
    {
        try
        {
            return await shard.Client.PushAsync(request, Cancel);
        }
        catch (ArgumentException)
        {
            return new Refusal("ArgumentError");
        }
    }

    /// <summary>Ruby takes the first id for the fields that all jobs share.</summary>
    private static MutationAct Bulk(string scenario, BulkJobRequest request, BulkPushOptions? options = null) =>
        new(scenario, async shard => Shape.List((await shard.Client.PushBulkAsync(request, options, Cancel)).Jids)) { FirstId = 2 };

    /// <summary>What Ruby refuses when it runs, the compiler does not let through.</summary>
    private static Task<object?> NotTypedAsync() => Task.FromResult<object?>(new Refusal("ArgumentError"));
}
