using System.Text.Json;

namespace SidekiqCluster.Compatibility.Tests.DataApi.Comparing;

/// <summary>The part of the table that is about single jobs.</summary>
internal static class JobDifferences
{
    /// <summary>Wrong units are off by a factor of 1000: even at the second after 1970, by almost a second.</summary>
    private static readonly TimeSpan LeastErrorOfUnits = TimeSpan.FromSeconds(0.9);

    public static IReadOnlyList<DeliberateDifference> All { get; } =
    [
        new("5.5", "**/jobs/*/*",
            "Ruby's getters raise for JSON that is no object; ours answer that nothing is known.",
            (theirs, ours) => Raises(theirs, "TypeError", "NoMethodError")
                && ours is null or object?[] { Length: 0 } or JsonElement { ValueKind: JsonValueKind.Array }),
        new("5.5", "**/jobs/*/fields/*",
            "The same for looking up a field by name.",
            (theirs, ours) => Raises(theirs, "TypeError") && ours is null),
        new("5.5", "**/item",
            "Ruby parses JSON that is no object into what it is; for us such a job is malformed and has no fields.",
            (theirs, ours) => theirs.ValueKind != JsonValueKind.Object && ours is null),
        new("5.5", "**/args",
            "Ruby gives the text of unreadable JSON as the only argument; with us only the display arguments do.",
            (theirs, ours) => IsOneText(theirs) && ours is null),
        new("5.5", "**/display_args",
            "A JSON string has no arguments in Ruby; it is malformed for us, and shown as its text.",
            (theirs, ours) => theirs.ValueKind == JsonValueKind.Null && ours is JsonElement json && IsOneText(json)),
        new("5.5", "**/*",
            "Ruby hands out bytes that are not UTF-8, or raises on them; we replace them, and keep them in Raw.",
            (theirs, ours) => IsBytes(theirs) && Show(ours).Contains('\uFFFD')),
        new("5.5", "**/display_*",
            "Ruby 3.1 raises on the class of such a job; we show it with replacements, and its arguments.",
            (theirs, ours) => Raises(theirs, "ArgumentError") && (ours is string || IsEmptyArray(ours))),
        new("5.15", "**/created_at",
            "Where it and enqueued_at are missing Ruby says 1970; for us it is unknown.",
            (theirs, ours) => IsTime(theirs) && theirs.GetProperty("epoch").GetDouble() == 0 && ours is null),
        new("5.15", "queues/foreign/jobs/*/created_at",
            "Where it alone is missing Ruby falls back to enqueued_at; for us it is unknown.",
            (theirs, ours) => IsTime(theirs) && ours is null),
        new("5.15", "**/latency",
            "Of a job without times Ruby's latency is 0; ours is unknown.",
            (theirs, ours) => theirs.ValueKind == JsonValueKind.Number && theirs.GetDouble() == 0 && ours is null),
        new("5.15", "**/*_at",
            "Ruby tells seconds from milliseconds by version or JSON type; we tell them by magnitude.",
            (theirs, ours) => IsTime(theirs) && ours is DateTimeOffset time && IsOtherUnit(theirs, time)),
        new("5.15", "queues/foreign/jobs/*/latency",
            "The latency of a job whose times Ruby reads in the wrong unit.", IsLatencyOfOtherUnit),
        new("5.15", "queues/twins/**/latency",
            "The same of three equal jobs of the first second of 1970, and of their queue.", IsLatencyOfOtherUnit),
        new("5.15", "**/jid",
            "A number for a jid stays one in Ruby; our jids are text.",
            (theirs, ours) => theirs.ValueKind == JsonValueKind.Number && ours is string text && text == theirs.GetRawText()),
        new("5.15", "**/error_backtrace",
            "Ruby raises on what it cannot inflate, and since 7.0 on plain arrays; we show the text or the lines.",
            (theirs, ours) => Raises(theirs, "Zlib::DataError", "NoMethodError") && ours is object?[] { Length: > 0 }),
        new("2.8", "**/args",
            "Arguments that are no array: Ruby hands them out; for us there are none.",
            (theirs, ours) => theirs.ValueKind is not (JsonValueKind.Array or JsonValueKind.Object) && ours is null),
        new("2.8", "**/display_args",
            "Our display arguments are always an array: empty where there are no arguments.",
            (theirs, ours) => theirs.ValueKind is JsonValueKind.Null or JsonValueKind.String && IsEmptyArray(ours)),
        new("5.4", "**/display_args",
            "Ruby raises where there is no last argument to hide.",
            (theirs, ours) => Raises(theirs, "IndexError") && IsEmptyArray(ours)),
        new("5.8", "**/id",
            "Ruby's id of an entry spells score and jid; ours is opaque.",
            (theirs, ours) => theirs.ValueKind == JsonValueKind.String && EntryId.TryParse(ours as string, null, out _)),
        new("2.6", "**/display_class",
            "Sidekiq ≤7.3.2 does not know the adapter of 8.0.",
            (theirs, ours) => theirs.ValueKind == JsonValueKind.String && theirs.ValueEquals("Sidekiq::ActiveJob::Wrapper") && ours is string),
        new("2.6", "**/display_args",
            "Before 7.0 Active Job's encoding shows; we show what the newest Sidekiq shows.",
            (theirs, ours) => Text(theirs).Contains("_aj_", StringComparison.Ordinal) && !Show(ours).Contains("_aj_", StringComparison.Ordinal)),
        new("2.6", "**/display_args",
            "Before 7.1 a mail's parameters are not shown; now they are the first of two arguments.",
            (theirs, ours) => theirs.ValueKind == JsonValueKind.Array && ours is JsonElement json && json.GetArrayLength() == 2
                && json[1].ValueKind == JsonValueKind.Array && json[1].GetArrayLength() == theirs.GetArrayLength()),
        new("2.7", "**/display_args",
            "Ruby 3.1 refuses the YAML of a delayed call; we show its arguments, as older Rubies do.",
            (theirs, ours) => IsOneText(theirs) && theirs[0].GetString()!.StartsWith("---\n", StringComparison.Ordinal) && ours is JsonElement),
        new("2.7", "**/display_class",
            "The same for the class; we show target and method.",
            (theirs, ours) => Text(theirs).Contains("Sidekiq::Extensions::", StringComparison.Ordinal) && ours is string text && text.Contains('.')),
    ];

    private static bool Raises(JsonElement theirs, params string[] exceptions) =>
        theirs.ValueKind == JsonValueKind.Object && theirs.TryGetProperty("raises", out var raised) && exceptions.Contains(raised.GetString());

    private static bool IsBytes(JsonElement theirs) => theirs.ValueKind == JsonValueKind.Object && theirs.TryGetProperty("b64", out _);

    private static bool IsTime(JsonElement theirs) => theirs.ValueKind == JsonValueKind.Object && theirs.TryGetProperty("epoch", out _);

    private static bool IsOtherUnit(JsonElement theirs, DateTimeOffset ours)
    {
        var ratio = theirs.GetProperty("epoch").GetDouble() / (ours - DateTimeOffset.UnixEpoch).TotalSeconds;
        return Math.Abs(ratio - 1000) < 0.001 || Math.Abs(ratio - 0.001) < 0.000_001;
    }

    private static bool IsLatencyOfOtherUnit(JsonElement theirs, object? ours) =>
        theirs.ValueKind == JsonValueKind.Number && ours is TimeSpan latency
        && Math.Abs(theirs.GetDouble() - latency.TotalSeconds) > LeastErrorOfUnits.TotalSeconds;

    private static bool IsOneText(JsonElement array) =>
        array.ValueKind == JsonValueKind.Array && array.GetArrayLength() == 1 && array[0].ValueKind == JsonValueKind.String;

    private static bool IsEmptyArray(object? ours) => ours is JsonElement { ValueKind: JsonValueKind.Array } array && array.GetArrayLength() == 0;

    private static string Text(JsonElement theirs) => theirs.ValueKind == JsonValueKind.Undefined ? string.Empty : theirs.GetRawText();

    private static string Show(object? ours) => ours is JsonElement json ? Text(json) : ours as string ?? string.Empty;
}
