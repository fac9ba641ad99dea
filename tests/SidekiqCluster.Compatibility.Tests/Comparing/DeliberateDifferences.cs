using System.Text.Json;

namespace SidekiqCluster.Compatibility.Tests.Comparing;

/// <summary>
/// The one table of what we answer differently from Ruby on purpose. Every entry names the section of the data format's
/// reference that tells why; an entry that explains nothing fails the tests.
/// </summary>
internal static class DeliberateDifferences
{
    public static IReadOnlyList<DeliberateDifference> All { get; } =
    [
        new("4.4", "stats/default_queue_latency",
            "Where the oldest job has no enqueued_at, Ruby answers 0 before 8.1.1; ours goes by created_at, as since then.",
            (theirs, ours) => theirs.GetDouble() == 0 && ours is TimeSpan),
        new("5.4", "**/args_after_display_args",
            "Asking Ruby for the display arguments of an encrypted job changes its arguments; our records never change.",
            (_, ours) => ours is JsonElement),
        new("5.5", "stats",
            "Ruby before 7 cannot tell the stats when the oldest job of the default queue is no object; ours go on.",
            (theirs, ours) => Raises(theirs) && ours is IReadOnlyDictionary<string, object?>),
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
    ];

    private static bool Raises(JsonElement theirs) =>
        theirs.ValueKind == JsonValueKind.Object && theirs.TryGetProperty("raises", out _);
}
