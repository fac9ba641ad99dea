using SidekiqCluster.Compatibility.Tests.DataApi.Answers;
using SidekiqCluster.Compatibility.Tests.DataApi.Comparing;

namespace SidekiqCluster.Compatibility.Tests.DataApi.Mutations;

/// <summary>What is done to counters, processes, iterable jobs, deploy marks and profiles.</summary>
internal static class ShardMutations
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static IReadOnlyList<MutationAct> All { get; } =
    [
        new("stats: reset", shard => ResetAsync(shard, StatCounters.Processed | StatCounters.Failed)),
        new("stats: reset failed only", shard => ResetAsync(shard, StatCounters.Failed)),
        new("stats: reset with odd arguments", shard => ResetAsync(shard, StatCounters.Processed)),
        new("processes: cleanup", async shard =>
        {
            await shard.Processes.PruneAsync(Cancel);
            return Shape.List((await shard.Processes.ListAsync(Cancel)).Select(process => process.Identity));
        }),
        new("processes: cleanup, not again within a minute", async shard =>
        {
            await shard.Processes.PruneAsync(Cancel);
            return await shard.Processes.CountAsync(Cancel);
        }),
        new("process: quiet", shard => SignalAsync(shard, "worker.1", shard.Processes.QuietAsync)),
        new("process: stop", shard => SignalAsync(shard, "worker.1", shard.Processes.StopAsync)),
        new("process: dump threads", shard => SignalAsync(shard, "worker.1", shard.Processes.DumpThreadsAsync)),
        new("process: stop an embedded one", shard => SignalAsync(shard, "web.3", shard.Processes.StopAsync)),
        new("client: cancel", async shard =>
            (await shard.Iterations.CancelAsync("feedfacefeedfacefeedface", Cancel)).ToUnixTimeSeconds()),
        new("deploy: mark", async shard => (await shard.Deploys.MarkAsync("new one", cancellationToken: Cancel)).ToString()),
        new("deploy: mark twice", async shard =>
        {
            await shard.Deploys.MarkAsync("new one", cancellationToken: Cancel);
            return (await shard.Deploys.MarkAsync("new one", cancellationToken: Cancel)).ToString();
        }),
        new("profiles: expired ones are dropped", async shard => await shard.Profiles.CountAsync(Cancel)),
    ];

    private static async Task<object?> ResetAsync(ISidekiqShard shard, StatCounters counters)
    {
        await shard.Stats.ResetAsync(counters, Cancel);
        return null;
    }

    private static async Task<object?> SignalAsync(
        ISidekiqShard shard, string host, Func<string, CancellationToken, Task<ProcessSignalOutcome>> signalAsync)
    {
        var processes = await shard.Processes.ListAsync(Cancel);
        var process = processes.First(process => process.Identity.StartsWith(host, StringComparison.Ordinal));
        var outcome = await signalAsync(process.Identity, Cancel);
        return outcome == ProcessSignalOutcome.Embedded ? new Refusal("RuntimeError") : outcome.ToString();
    }
}
