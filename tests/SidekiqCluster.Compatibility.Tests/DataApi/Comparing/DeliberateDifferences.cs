using System.Text.Json;
using SidekiqCluster.TestKit.Redis;

namespace SidekiqCluster.Compatibility.Tests.DataApi.Comparing;

/// <summary>
/// The one table of what we answer differently from Ruby on purpose. Every entry names the section of the data format's
/// reference that tells why; an entry that explains nothing fails the tests.
/// </summary>
internal static class DeliberateDifferences
{
    /// <summary>What no fixture shows, but random states do.</summary>
    public static IReadOnlyList<DeliberateDifference> OnlyInRandomStates { get; } =
    [
        new("4.4", "stats/default_queue_latency",
            "Where the oldest job has no enqueued_at, Ruby answers 0 before 8.1.1; ours goes by created_at, as since then.",
            (theirs, ours) => theirs.GetDouble() == 0 && ours is TimeSpan),
        new("4.4", "queues/*/latency",
            "The same of any queue.",
            (theirs, ours) => theirs.ValueKind == JsonValueKind.Number && theirs.GetDouble() == 0 && ours is TimeSpan),
        new("5.5", "stats",
            "Ruby before 7 cannot tell the stats when the oldest job of the default queue is no object; ours go on.",
            (theirs, ours) => Raises(theirs) && ours is IReadOnlyDictionary<string, object?>),
    ];

    public static IReadOnlyList<DeliberateDifference> All { get; } =
    [
        .. OnlyInRandomStates,
        new("5.4", "**/args_after_display_args",
            "Asking Ruby for the display arguments of an encrypted job changes its arguments; our records never change.",
            (_, ours) => ours is JsonElement),
        new("5.5", "stats/queue_summaries",
            "Ruby has no summary of any queue when one oldest job is unreadable; ours lists them all.",
            (theirs, ours) => Raises(theirs) && ours is object?[] { Length: > 0 }),
        new("5.5", "queues/*/latency",
            "Ruby raises where the oldest job is unreadable; our latency is then unknown.",
            (theirs, ours) => Raises(theirs) && ours is null),
        new("5.5", "**/find_job/*/1",
            "Ruby's look-up by jid raises on unreadable jobs on its way; ours goes on.",
            (theirs, ours) => Raises(theirs) && ours is null or byte[]),
        new("5.15", "stats/queue_summaries_without_weird/twins/latency",
            "Ruby takes these jobs' seconds for milliseconds.",
            (theirs, ours) => ours is TimeSpan latency && Math.Abs(theirs.GetDouble() - latency.TotalSeconds) is > 1.9 and < 2),
        new("5.9", "sets/*/scan/*/1",
            "Ruby's pattern is a glob over the text of the payload. Ours are filters over fields, where one asks the same.",
            (_, ours) => ours is NotAsked),
        new("5.9", "sets/*/scan/*/1",
            "A glob over the text finds unreadable jobs as well; a filter of a field never matches them.",
            (theirs, ours) => ours is object?[] found && AreUnreadable(Except(theirs, found))),
        new("4.7", "sets/*/fetch_time_range",
            "Ruby raises for a range of times; ours is read.",
            (theirs, ours) => Raises(theirs) && ours is object?[] { Length: > 0 }),
        new("1.10", "queues/*/paused",
            "Ruby without Pro says false to every queue; ours reads what Pro stored.",
            (theirs, ours) => theirs.ValueKind == JsonValueKind.False && ours is true),
        new("5.10", "processes/size",
            "Ruby counts registered processes, the crashed among them until somebody prunes; ours are those alive.",
            (theirs, ours) => ours is long alive && theirs.GetInt64() > alive),
        new("5.15", "iteration/*/cursor",
            "Ruby cannot read the cursor of a job that was cancelled before it stored one; ours is null.",
            (theirs, ours) => Raises(theirs) && ours is null),
        new("5.15", "iteration/*/*",
            "Ruby answers 0 for counters that were never stored; ours are null.",
            (theirs, ours) => theirs.ValueKind == JsonValueKind.Number && theirs.GetDouble() == 0 && ours is null),
        .. JobDifferences.All,
        .. MutationDifferences.All,
    ];

    private static List<byte[]> Except(JsonElement theirs, object?[] found)
    {
        var left = theirs.EnumerateArray().Select(Fixture.Bytes).ToList();
        foreach (var raw in found.Cast<byte[]>())
        {
            left.RemoveAll(raw.SequenceEqual);
        }

        return left;
    }

    private static bool AreUnreadable(List<byte[]> payloads) =>
        payloads.Count > 0 && payloads.All(raw => new JobRecord("default", JobSource.Dead, raw).IsMalformed);

    private static bool Raises(JsonElement theirs) =>
        theirs.ValueKind == JsonValueKind.Object && theirs.TryGetProperty("raises", out _);
}
