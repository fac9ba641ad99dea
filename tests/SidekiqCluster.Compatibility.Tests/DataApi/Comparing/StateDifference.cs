using System.Text.Json;
using SidekiqCluster.TestKit.Redis;

namespace SidekiqCluster.Compatibility.Tests.DataApi.Comparing;

/// <summary>
/// Compares what two APIs left in Redis: byte for byte, but for jobs in queues, which Ruby has parsed and printed again.
/// </summary>
internal static class StateDifference
{
    /// <summary>The first difference in words; null when there is none.</summary>
    /// <param name="theirs">What Ruby left.</param>
    /// <param name="ours">What we left.</param>
    /// <param name="keepsOrder">Whether the jobs of a queue stand in the same order.</param>
    public static string? Find(DatabaseState theirs, DatabaseState ours, bool keepsOrder)
    {
        foreach (var (key, change) in theirs.ChangesTo(ours))
        {
            var their = theirs.Keys.GetValueOrDefault(key);
            var isSame = their is { Type: "list" } && change is { Type: "list" } && their.Expires == change.Expires
                && (keepsOrder ? AreSame(their.Items, change.Items) : AreSame(Ordered(their.Items), Ordered(change.Items)));
            if (!isSame)
            {
                return $"{key} is\n{change?.ToString() ?? "nothing"}\nand in Ruby's\n{their?.ToString() ?? "nothing"}";
            }
        }

        return null;
    }

    private static bool AreSame(IReadOnlyList<string> theirs, IReadOnlyList<string> ours) =>
        theirs.Count == ours.Count && theirs.Zip(ours).All(pair => pair.First == pair.Second || IsSameJob(pair.First, pair.Second));

    private static bool IsSameJob(string theirs, string ours) =>
        TryParse(theirs) is { } their && TryParse(ours) is { } our && JsonSame.Value(their, our);

    private static string[] Ordered(IReadOnlyList<string> jobs) => [.. jobs.OrderBy(IdOf, StringComparer.Ordinal)];

    private static string IdOf(string job) =>
        TryParse(job) is { ValueKind: JsonValueKind.Object } fields && fields.TryGetProperty("jid", out var jid) ? jid.ToString() : job;

    private static JsonElement? TryParse(string text)
    {
        try
        {
            return JsonElement.Parse(text, new JsonDocumentOptions { MaxDepth = 256 });
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
