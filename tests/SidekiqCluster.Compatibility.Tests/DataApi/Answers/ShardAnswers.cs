using System.Text.Json;
using SidekiqCluster.Compatibility.Tests.DataApi.Comparing;

namespace SidekiqCluster.Compatibility.Tests.DataApi.Answers;

/// <summary>Asks a shard everything that Ruby answered about the same data.</summary>
internal static class ShardAnswers
{
    public static async Task<Comparison> CompareAsync(ISidekiqShard shard, JsonElement theirs)
    {
        var comparison = new Comparison(DeliberateDifferences.All);
        foreach (var part in theirs.EnumerateObject())
        {
            await (part.Name switch
            {
                "sidekiq" or "ruby" or "json" or "now_ms" or "now" => Task.CompletedTask,
                "stats" => CompareStatsAsync(comparison, shard, part.Value),
                "history" => StatsAnswers.CompareHistoryAsync(comparison, shard, part.Value),
                "history_refused" => StatsAnswers.CompareRefusedHistoryAsync(comparison, shard, part.Value),
                "queues" => QueueAnswers.CompareAsync(comparison, shard, part.Value),
                "queue_unknown" => QueueAnswers.CompareUnknownAsync(comparison, shard, part.Value),
                "sets" => SetAnswers.CompareAsync(comparison, shard, part.Value),
                "processes" => ProcessAnswers.CompareAsync(comparison, shard, part.Value),
                "work" => WorkAnswers.CompareAsync(comparison, shard, part.Value),
                "metrics" => MetricsAnswers.CompareAsync(comparison, shard, part.Value),
                "deploy_marks" => ExtraAnswers.CompareDeployMarksAsync(comparison, shard, part.Value),
                "iteration" => ExtraAnswers.CompareIterationAsync(comparison, shard, part.Value),
                "profiles" => ExtraAnswers.CompareProfilesAsync(comparison, shard, part.Value),
                _ => throw new NotSupportedException($"Ruby answers '{part.Name}', and nothing here asks us the same."),
            });
        }

        return comparison;
    }

    private static async Task CompareStatsAsync(Comparison comparison, ISidekiqShard shard, JsonElement theirs)
    {
        await StatsAnswers.CompareAsync(comparison, shard, theirs);
        await QueueAnswers.CompareStatsAsync(comparison, shard, theirs);
    }
}
