using System.Text.Json;
using SidekiqCluster.Compatibility.Tests.Comparing;

namespace SidekiqCluster.Compatibility.Tests.Answers;

/// <summary>What we answer about running jobs.</summary>
internal static class WorkAnswers
{
    public static async Task CompareAsync(Comparison comparison, SidekiqShard shard, JsonElement theirs)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var each = Sorted(theirs.GetProperty("each"));
        var all = await shard.Work.ListAsync(cancellationToken);
        comparison.Compare("work/size", theirs.GetProperty("size"), await shard.Work.CountAsync(cancellationToken));
        comparison.Compare("work/each", each, Items(each, all, shard.TimeProvider));
        if (theirs.TryGetProperty("find", out var find))
        {
            var found = new List<object?>();
            foreach (var question in find.EnumerateArray())
            {
                var jid = question[0].GetString()!;
                found.Add(new object?[] { jid, (await shard.Work.FindWorkAsync(jid, cancellationToken))?.Job.Raw.ToArray() });
            }

            comparison.Compare("work/find", find, found);
        }
    }

    private static object?[] Items(JsonElement theirs, IReadOnlyList<Work> ours, TimeProvider clock) =>
        [.. ours.Select((work, position) => position < theirs.GetArrayLength() ? Fields(theirs[position], work, clock) : (object?)work)];

    private static Dictionary<string, object?> Fields(JsonElement theirs, Work work, TimeProvider clock) =>
        theirs.EnumerateObject().ToDictionary(field => field.Name, field => (object?)(field.Name switch
        {
            "process_id" => work.ProcessIdentity,
            "thread_id" => work.ThreadId,
            "queue" => work.Queue,
            "run_at" => work.RunAt,
            "payload" when field.Value.ValueKind == JsonValueKind.Object => JsonElement.Parse(work.Job.Raw.Span),
            "payload" => work.Job.Raw.ToArray(),
            "job" => JobAnswers.Of(work.Job, field.Value, clock),
            _ => NotAsked.Value,
        }));

    /// <summary>Ruby leaves the order of jobs that started in the same second open; ours is by process and thread.</summary>
    private static JsonElement Sorted(JsonElement each) => JsonSerializer.SerializeToElement(each.EnumerateArray()
        .OrderBy(work => work.GetProperty("run_at") is { ValueKind: JsonValueKind.Object } time
            ? time.GetProperty("epoch").GetDouble()
            : work.GetProperty("run_at").GetDouble())
        .ThenBy(work => work.GetProperty("process_id").GetString(), StringComparer.Ordinal)
        .ThenBy(work => work.GetProperty("thread_id").GetString(), StringComparer.Ordinal));
}
