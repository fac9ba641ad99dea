using System.Text.Json;
using SidekiqCluster.Compatibility.Tests.DataApi.Comparing;

namespace SidekiqCluster.Compatibility.Tests.DataApi.Answers;

/// <summary>What we answer about processes.</summary>
internal static class ProcessAnswers
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task CompareAsync(Comparison comparison, ISidekiqShard shard, JsonElement theirs)
    {
        var all = await shard.Processes.ListAsync(Cancel);
        var summary = await shard.Processes.GetSummaryAsync(Cancel);
        Assert.Equal(all.Count, summary.Count);
        Assert.Equal(all.Count, await shard.Processes.CountAsync(Cancel));
        var answers = new Dictionary<string, object?>
        {
            ["size"] = (long)all.Count,
            ["total_concurrency"] = summary.Concurrency,
            ["total_rss"] = summary.RssKilobytes,
            ["leader"] = await shard.Processes.GetLeaderAsync(Cancel) ?? "",
            ["each"] = Shape.Beside(all, theirs.GetProperty("each"), Answers),
        };
        if (theirs.TryGetProperty("lookup", out var lookup))
        {
            answers["lookup"] = await LookUpAsync(shard, lookup);
        }

        comparison.Compare("processes", theirs, answers);
    }

    private static async Task<object?[]> LookUpAsync(ISidekiqShard shard, JsonElement lookup)
    {
        var found = new List<object?>();
        foreach (var question in lookup.EnumerateArray())
        {
            var identity = question[0].GetString()!;
            var process = await shard.Processes.GetAsync(identity, Cancel);
            found.Add(Shape.List(identity, process is null ? null : Answers(process, question[1])));
        }

        return [.. found];
    }

    private static object? Answers(SidekiqProcess process, JsonElement theirs) =>
        theirs.ValueKind != JsonValueKind.Object ? process : Shape.Fields(theirs, field => field.Name switch
        {
            "attributes" => Attributes(process, field.Value),
            "identity" or "id" => process.Identity,
            "tag" => process.Tag,
            "labels" => Shape.List(process.Labels),
            "queues" => Shape.List(process.Queues),
            "stopping?" => process.IsQuiet,
            "weights" => Weights(process.Weights),
            "version" => process.Version,
            "embedded?" => process.IsEmbedded,
            "leader?" => process.IsLeader,
            "capsules" => Capsules(process),
            _ => NotAsked.Value,
        });

    private static Dictionary<string, object?> Attributes(SidekiqProcess process, JsonElement theirs) =>
        Shape.Fields(theirs, field => field.Name switch
        {
            "hostname" => process.Hostname,
            "started_at" => process.StartedAt,
            "pid" => process.Pid,
            "tag" => process.Tag,
            "concurrency" => process.Concurrency,
            "queues" => Shape.List(process.Queues),
            "labels" => Shape.List(process.Labels),
            "identity" => process.Identity,
            "version" => process.Version,
            "embedded" => process.IsEmbedded,
            "capsules" => Capsules(process),
            // As stored: a list of maps, one for each capsule.
            "weights" => Shape.List(
                process.Capsules?.Select(capsule => Weights(capsule.Weights)) ?? [Weights(process.Weights)]),
            "busy" => process.Busy,
            "beat" => process.LastBeat,
            "quiet" => process.IsQuiet ? "true" : "false",
            "rss" => process.RssKilobytes,
            "rtt_us" => process.RoundTripMicroseconds,
            _ => NotAsked.Value,
        });

    private static Dictionary<string, object?>? Capsules(SidekiqProcess process) =>
        process.Capsules?.ToDictionary(capsule => capsule.Name, capsule => (object?)new Dictionary<string, object?>
        {
            ["concurrency"] = capsule.Concurrency,
            ["mode"] = capsule.Mode,
            ["weights"] = Weights(capsule.Weights),
        });

    private static Dictionary<string, object?>? Weights(IReadOnlyDictionary<string, long>? weights) =>
        weights?.ToDictionary(weight => weight.Key, weight => (object?)weight.Value);
}
