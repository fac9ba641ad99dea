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
        new("5.4", "**/args_after_display_args",
            "Asking Ruby for the display arguments of an encrypted job changes its arguments; our records never change.",
            (_, ours) => ours is JsonElement),
    ];
}
