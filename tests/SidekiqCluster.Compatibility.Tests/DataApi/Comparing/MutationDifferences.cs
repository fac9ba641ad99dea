using System.Text.Json;

namespace SidekiqCluster.Compatibility.Tests.DataApi.Comparing;

/// <summary>The part of the table that is about acts: what they answer, and what they leave behind.</summary>
internal static class MutationDifferences
{
    public static IReadOnlyList<DeliberateDifference> All { get; } =
    [
        new("5.1", "mutations/retry: retry_all with an unreadable entry/returns",
            "Ruby raises on the unreadable entry, which it has removed, and leaves the others; ours retries them.",
            (theirs, ours) => Raises(theirs) && ours is > 0L),
        new("5.1", "mutations/retry: retry_all with an unreadable entry/changed/retry/items",
            "Ruby has lost the unreadable entry and moved none; ours has moved all but that one.",
            (theirs, ours) => theirs.GetArrayLength() > 1 && Items(ours) is [var unreadable] && unreadable.Contains("Broken", StringComparison.Ordinal)),
        new("5.1", "mutations/retry: retry_all with an unreadable entry/changed/queue:*",
            "Where ours has put the readable ones.",
            (theirs, ours) => theirs.ValueKind == JsonValueKind.Undefined && ours is IReadOnlyDictionary<string, object?>),
        new("5.2", "mutations/retry: reschedule an entry with other spacing in its JSON/changed/retry/items",
            "Ruby adds a second member, due at once, and leaves the first; ours gives the one that is there its new time.",
            (theirs, ours) => Count(theirs, "Spaced") == 2 && Items(ours).Count(item => item.Contains("Spaced", StringComparison.Ordinal)) == 1),
        new("4.6", "mutations/retry: reschedule*/returns",
            "Before 8.1.7 Ruby's entry keeps its old score after that was changed; ours is read anew.",
            (theirs, ours) => theirs.ValueKind == JsonValueKind.Number && ours is double score && theirs.GetDouble() < score),
        new("4.3", "mutations/*: clear*/returns",
            "Ruby answers that it was done, or what its commands said; ours how many jobs were removed.",
            (theirs, ours) => !Raises(theirs) && ours is long),
        new("4.6", "mutations/*/returns/**",
            "Since 7 Ruby answers the number of members that a command removed or added; ours whether it did.",
            (theirs, ours) => theirs.ValueKind == JsonValueKind.Number && theirs.GetDouble() == 1 && ours is true),
        new("4.7", "mutations/retry: delete by score and wrong jid/returns",
            "Ruby answers with the entries that it looked at, which counts as true; ours that nothing was deleted.",
            (theirs, ours) => theirs.ValueKind == JsonValueKind.Array && ours is false),
        new("4.6", "mutations/*: retry*/returns",
            "Ruby answers what its last step said: an id, a list, a size, nothing; ours how many were retried.",
            (theirs, ours) => !Raises(theirs) && ours is long),
        new("4.6", "mutations/retry: kill*/returns", "The same of killing.", (theirs, ours) => !Raises(theirs) && ours is long),
        new("4.6", "mutations/*: add_to_queue*/returns", "The same of adding to a queue.", (theirs, ours) => !Raises(theirs) && ours is long),
        new("4.7", "mutations/*: retry_all/changed/queue:*/items",
            "Before 7.3.5 Ruby takes the latest first; ours the earliest first, as since then.",
            (theirs, ours) => AreSameInAnotherOrder(theirs, ours)),
        new("1.3", "mutations/scheduled: schedule/changed/schedule/items",
            "Ruby stores a quarter of a second as 0.2499998; ours is exact to the microsecond.",
            (theirs, ours) => Items(theirs).Except(Items(ours)).Single().StartsWith("1900000000.2499998 ", StringComparison.Ordinal)
                && Items(ours).Except(Items(theirs)).Single().StartsWith("1900000000.25 ", StringComparison.Ordinal)),
        new("5.5", "mutations/dead: kill an unreadable job/returns",
            "Ruby raises after it has added the job, telling death handlers; ours tells none, and says that it was added.",
            (theirs, ours) => Raises(theirs) && ours is true),
        new("5.11", "mutations/dead: kill trims old entries/changed/dead/items",
            "Killing trims the dead set in Ruby; ours never does.",
            (theirs, ours) => Count(theirs, "Ancient") == 0 && Items(ours).Length == theirs.GetArrayLength() + 1),
        new("4.1", "mutations/stats: reset*/returns",
            "Ruby hands out Redis' OK; ours answers nothing.",
            (theirs, ours) => theirs.ValueEquals("OK") && ours is null),
        new("1.1", "mutations/processes: cleanup/changed/process_cleanup",
            "Before 6.5.2 whoever asks prunes; ours leaves the mark that it was done, as since then.",
            (theirs, ours) => theirs.ValueKind == JsonValueKind.Undefined && ours is IReadOnlyDictionary<string, object?>),
        new("1.1", "mutations/processes: cleanup, not again within a minute/changed/processes",
            "Before 6.5.2 Ruby does not heed that mark.",
            (theirs, ours) => theirs.ValueKind == JsonValueKind.Object && ours is NotAsked),
        new("5.10", "mutations/processes: cleanup, not again within a minute/returns",
            "Ruby counts the crashed processes until somebody prunes; ours are those alive.",
            (theirs, ours) => ours is long alive && theirs.GetInt64() > alive),
        new("5.16", "mutations/process: */returns",
            "Ruby hands out what Redis said; ours what became of the signal.",
            (theirs, ours) => theirs.ValueKind == JsonValueKind.Array && ours is "Sent"),
        new("5.13", "mutations/client: cancel/changed/it-*/items",
            "Ruby leaves a job without a cursor, on which it then fails; ours writes that there is none yet.",
            (theirs, ours) => Items(ours).Except(Items(theirs)).SequenceEqual(["c = null"])),
        new("2.1", "mutations/client: push with options/changed/queue:new-queue/items",
            "Ruby stores the fields in the order in which its caller named them; ours as a job class does, options first.",
            (theirs, ours) => Items(ours).Length == 1 && Items(theirs).Length == 1
                && JsonSame.Value(JsonElement.Parse(Items(theirs)[0]), JsonElement.Parse(Items(ours)[0]))),
        new("3.1", "mutations/client: refused or not: symbol*/returns",
            "Before 7 Ruby warns of what JSON does not have and pushes it as text; ours refuses it, as since then.",
            (theirs, ours) => theirs.ValueKind == JsonValueKind.String && ours is Refusal),
        new("3.1", "mutations/client: refused or not: retry_for too large/returns",
            "Before 7.1.3 Ruby does not know the option; ours refuses such a value, as since then.",
            (theirs, ours) => theirs.ValueKind == JsonValueKind.String && ours is Refusal),
        new("3.1", "mutations/client: refused or not: */changed/queue:default",
            "Where Ruby has put what it did not refuse.",
            (theirs, ours) => theirs.ValueKind == JsonValueKind.Object && ours is NotAsked),
        new("1.6", "mutations/deploy: mark*/returns",
            "Ruby hands out what Redis said, or nothing; ours whether the deploy was marked.",
            (_, ours) => ours is "Marked" or "AlreadyMarked"),
        new("4.10", "mutations/profiles: expired ones are dropped/changed/profiles",
            "Ruby deletes what has expired when it reads; our reading writes nothing.",
            (theirs, ours) => theirs.ValueKind == JsonValueKind.Object && ours is NotAsked),
    ];

    private static bool Raises(JsonElement theirs) =>
        theirs.ValueKind == JsonValueKind.Object && theirs.TryGetProperty("raises", out _);

    private static string[] Items(object? list) => list is JsonElement { ValueKind: JsonValueKind.Array } items
        ? [.. items.EnumerateArray().Select(item => item.GetString()!)]
        : [];

    private static int Count(JsonElement items, string part) =>
        Items(items).Count(item => item.Contains(part, StringComparison.Ordinal));

    private static bool AreSameInAnotherOrder(JsonElement theirs, object? ours) =>
        Items(theirs) is { Length: > 1 } items
        && items.Order(StringComparer.Ordinal).SequenceEqual(Items(ours).Order(StringComparer.Ordinal));
}
