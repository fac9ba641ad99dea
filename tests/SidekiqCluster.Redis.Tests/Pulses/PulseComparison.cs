using System.Text.Json;
using SidekiqCluster.Pulses;

namespace SidekiqCluster.Redis.Tests.Pulses;

/// <summary>What a pulse answers, or throws, beside what the shard itself does.</summary>
internal static class PulseComparison
{
    /// <summary>Each question must have the same answer or the same refusal.</summary>
    /// <returns>The questions that were refused.</returns>
    public static async Task<IReadOnlyList<string>> AssertSameAsync(SidekiqShard shard, Pulse pulse, CancellationToken cancellationToken)
    {
        (string Name, string Expected, string Actual)[] questions =
        [
            await AskAsync("stats", shard.Stats.GetAsync(true, cancellationToken), pulse.Stats),
            await AskAsync("fast stats", shard.Stats.GetAsync(false, cancellationToken), pulse.FastStats),
            await AskAsync("queue names", shard.Queues.ListAsync(false, cancellationToken), pulse.QueueNames),
            await AskAsync("queue sizes", shard.Queues.GetSizesAsync(cancellationToken), pulse.QueueSizes),
            await AskAsync("queues", shard.Queues.GetSummariesAsync(false, cancellationToken), pulse.Queues),
            await AskAsync("processes", shard.Processes.ListAsync(cancellationToken), pulse.Processes),
            await AskAsync("process summary", shard.Processes.GetSummaryAsync(cancellationToken), pulse.ProcessSummary),
            await AskAsync("process count", shard.Processes.CountAsync(cancellationToken), pulse.ProcessCount),
            await AskAsync("leader", shard.Processes.GetLeaderAsync(cancellationToken), pulse.Leader),
        ];
        Assert.Equal(questions.Select(asked => asked.Expected), questions.Select(asked => asked.Actual));
        Assert.Equal(questions.Length, pulse.Parts.Count);
        return [.. questions.Where(asked => asked.Actual.Contains("Exception: ", StringComparison.Ordinal)).Select(asked => asked.Name)];
    }

    private static async Task<(string Name, string Expected, string Actual)> AskAsync<T>(string name, Task<T> shard, Task<T> pulse)
    {
        Assert.True(pulse.IsCompleted, name);
        return (name, $"{name}: {await TextAsync(shard)}", $"{name}: {await TextAsync(pulse)}");
    }

    private static async Task<string> TextAsync<T>(Task<T> answer)
    {
        try
        {
            return JsonSerializer.Serialize(await answer);
        }
        catch (SidekiqClusterException refused)
        {
            return $"{refused.GetType().Name}: {refused.Message}";
        }
    }
}
