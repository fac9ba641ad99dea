using System.Text;
using System.Text.Json;

namespace SidekiqCluster.Generators.Tests.Workers;

/// <summary>The jobs that a real Sidekiq of one version stored.</summary>
internal static class FixtureJobs
{
    /// <summary>All jobs of queues and sets.</summary>
    public static IReadOnlyList<JobRecord> Of(string version)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "Fixtures", version, "commands.resp.json");
        var keys = JsonElement.Parse(File.ReadAllBytes(path), new JsonDocumentOptions { MaxDepth = 256 }).GetProperty("keys");
        return [.. keys.EnumerateArray().SelectMany(JobsOf)];
    }

    private static IEnumerable<JobRecord> JobsOf(JsonElement entry)
    {
        var key = Encoding.UTF8.GetString(Bytes(entry.GetProperty("key")));
        var value = entry.GetProperty("value");
        return key switch
        {
            _ when key.StartsWith("queue:", StringComparison.Ordinal) =>
                value.EnumerateArray().Select(raw => new JobRecord("eu-1", JobSource.Queue(key["queue:".Length..]), Bytes(raw))),
            "schedule" or "retry" or "dead" =>
                value.EnumerateArray().Select(member => new JobRecord("eu-1", JobSource.Dead, Bytes(member[0]))),
            _ => [],
        };
    }

    private static byte[] Bytes(JsonElement text) => text.ValueKind == JsonValueKind.Object
        ? text.GetProperty("b64").GetBytesFromBase64()
        : Encoding.UTF8.GetBytes(text.GetString()!);
}
