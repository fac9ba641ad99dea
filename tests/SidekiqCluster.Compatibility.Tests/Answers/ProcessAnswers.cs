using System.Text.Json;
using SidekiqCluster.Compatibility.Tests.Comparing;

namespace SidekiqCluster.Compatibility.Tests.Answers;

/// <summary>What we answer about processes.</summary>
internal static class ProcessAnswers
{
    public static async Task CompareAsync(Comparison comparison, SidekiqShard shard, JsonElement theirs)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var all = await shard.Processes.ListAsync(cancellationToken);
        var summary = await shard.Processes.GetSummaryAsync(cancellationToken);
        Assert.Equal(all.Count, summary.Count);
        Assert.Equal(all.Count, await shard.Processes.CountAsync(cancellationToken));
        var answers = new Dictionary<string, object?>
        {
            ["size"] = (long)all.Count,
            ["total_concurrency"] = summary.Concurrency,
            ["total_rss"] = summary.RssKilobytes,
            ["leader"] = await shard.Processes.GetLeaderAsync(cancellationToken) ?? "",
            ["each"] = Items(theirs.GetProperty("each"), all),
        };
        if (theirs.TryGetProperty("lookup", out var lookup))
        {
            answers["lookup"] = await LookUpAsync(shard, lookup, cancellationToken);
        }

        comparison.Compare("processes", theirs, answers);
    }

    private static async Task<object?[]> LookUpAsync(SidekiqShard shard, JsonElement lookup, CancellationToken cancellationToken)
    {
        var found = new List<object?>();
        foreach (var question in lookup.EnumerateArray())
        {
            var identity = question[0].GetString()!;
            var process = await shard.Processes.GetAsync(identity, cancellationToken);
            found.Add(new object?[] { identity, process is null ? null : Fields(question[1], process) });
        }

        return [.. found];
    }

    private static object?[] Items(JsonElement theirs, IReadOnlyList<SidekiqProcess> ours) =>
        [.. ours.Select((process, position) => position < theirs.GetArrayLength() ? Fields(theirs[position], process) : (object?)process)];

    private static Dictionary<string, object?> Fields(JsonElement theirs, SidekiqProcess process) =>
        theirs.ValueKind != JsonValueKind.Object
            ? []
            : theirs.EnumerateObject().ToDictionary(field => field.Name, field => (object?)(field.Name switch
            {
                "attributes" => Attributes(field.Value, process),
                "identity" or "id" => process.Identity,
                "tag" => process.Tag,
                "labels" => Texts(process.Labels),
                "queues" => Texts(process.Queues),
                "stopping?" => process.IsQuiet,
                "weights" => Weights(process.Weights),
                "version" => process.Version,
                "embedded?" => process.IsEmbedded,
                "leader?" => process.IsLeader,
                "capsules" => Capsules(process),
                _ => NotAsked.Value,
            }));

    private static Dictionary<string, object?> Attributes(JsonElement theirs, SidekiqProcess process) =>
        theirs.EnumerateObject().ToDictionary(field => field.Name, field => (object?)(field.Name switch
        {
            "hostname" => process.Hostname,
            "started_at" => process.StartedAt,
            "pid" => process.Pid,
            "tag" => process.Tag,
            "concurrency" => process.Concurrency,
            "queues" => Texts(process.Queues),
            "labels" => Texts(process.Labels),
            "identity" => process.Identity,
            "version" => process.Version,
            "embedded" => process.IsEmbedded,
            "capsules" => Capsules(process),
            // As stored: a list of maps, one for each capsule.
            "weights" => process.Capsules?.Select(capsule => (object?)Weights(capsule.Weights)).ToArray() ?? [Weights(process.Weights)],
            "busy" => process.Busy,
            "beat" => process.LastBeat,
            "quiet" => process.IsQuiet ? "true" : "false",
            "rss" => process.RssKilobytes,
            "rtt_us" => process.RoundTripMicroseconds,
            _ => NotAsked.Value,
        }));

    private static Dictionary<string, object?>? Capsules(SidekiqProcess process) =>
        process.Capsules?.ToDictionary(capsule => capsule.Name, capsule => (object?)new Dictionary<string, object?>
        {
            ["concurrency"] = capsule.Concurrency,
            ["mode"] = capsule.Mode,
            ["weights"] = Weights(capsule.Weights),
        });

    private static Dictionary<string, object?>? Weights(IReadOnlyDictionary<string, long>? weights) =>
        weights?.ToDictionary(weight => weight.Key, weight => (object?)weight.Value);

    private static object?[] Texts(IEnumerable<string> texts) => [.. texts];
}
