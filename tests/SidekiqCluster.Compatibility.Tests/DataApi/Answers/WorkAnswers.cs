using System.Text.Json;
using SidekiqCluster.Compatibility.Tests.DataApi.Comparing;

namespace SidekiqCluster.Compatibility.Tests.DataApi.Answers;

/// <summary>What we answer about running jobs.</summary>
internal static class WorkAnswers
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task CompareAsync(Comparison comparison, ISidekiqShard shard, JsonElement theirs)
    {
        var each = OldestFirst(theirs.GetProperty("each"));
        var all = await shard.Work.ListAsync(Cancel);
        comparison.Compare("work/size", theirs.GetProperty("size"), await shard.Work.CountAsync(Cancel));
        comparison.Compare(
            "work/each", each, Shape.Beside(all, each, (work, expected) => Answers(work, expected, shard.TimeProvider)));
        if (theirs.TryGetProperty("find", out var find))
        {
            var found = new List<object?>();
            foreach (var question in find.EnumerateArray())
            {
                var jid = question[0].GetString()!;
                found.Add(Shape.List(jid, (await shard.Work.FindWorkAsync(jid, Cancel))?.Job.Raw.ToArray()));
            }

            comparison.Compare("work/find", find, found);
        }
    }

    private static Dictionary<string, object?> Answers(Work work, JsonElement theirs, TimeProvider clock) =>
        Shape.Fields(theirs, field => field.Name switch
        {
            "process_id" => work.ProcessIdentity,
            "thread_id" => work.ThreadId,
            "queue" => work.Queue,
            "run_at" => work.RunAt,
            "payload" when field.Value.ValueKind == JsonValueKind.Object => JsonElement.Parse(work.Job.Raw.Span),
            "payload" => work.Job.Raw.ToArray(),
            "job" => JobAnswers.Of(work.Job, field.Value, clock),
            _ => NotAsked.Value,
        });

    /// <summary>Ruby leaves the order of jobs that started in the same second open; ours is by process and thread.</summary>
    private static JsonElement OldestFirst(JsonElement each) => Shape.Json(each.EnumerateArray()
        .OrderBy(work => work.GetProperty("run_at") is { ValueKind: JsonValueKind.Object } time
            ? time.GetProperty("epoch").GetDouble()
            : work.GetProperty("run_at").GetDouble())
        .ThenBy(work => work.GetProperty("process_id").GetString(), StringComparer.Ordinal)
        .ThenBy(work => work.GetProperty("thread_id").GetString(), StringComparer.Ordinal));
}
