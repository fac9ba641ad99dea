using System.Text;
using System.Text.Json;
using SidekiqCluster.Benchmarks.Jobs;
using SidekiqCluster.Benchmarks.Servers;

namespace SidekiqCluster.Benchmarks.Cases;

/// <summary>What queues and sets hold after an act, without what differs from run to run: times, and ids of new jobs.</summary>
internal static class QueueContents
{
    /// <summary>The jobs of these queues, in any order.</summary>
    /// <param name="port">The server.</param>
    /// <param name="queues">The queues.</param>
    /// <param name="fields">The fields that are compared.</param>
    public static string OfQueues(int port, IEnumerable<string> queues, params IReadOnlyList<string> fields)
    {
        using var link = new BareLink(port);
        var jobs = new List<string>();
        foreach (var queue in queues)
        {
            BareReader.Read(link, $"queue:{queue}", entry => jobs.Add($"{queue} {Fields(entry, fields)}"));
        }

        return Answers.OfAnyOrder(jobs);
    }

    /// <summary>The members of a set, in any order.</summary>
    public static string OfSet(int port, string key, params IReadOnlyList<string> fields)
    {
        using var link = new BareLink(port);
        link.Write("ZRANGE", key, "0", "-1");
        link.Flush();
        var jobs = new List<string>();
        for (var left = link.ReadArray(); left > 0; left--)
        {
            jobs.Add(Fields(link.ReadEntry(), fields));
        }

        return Answers.OfAnyOrder(jobs);
    }

    private static string Fields(ReadOnlySpan<byte> entry, IReadOnlyList<string> fields)
    {
        var job = JsonElement.Parse(Encoding.UTF8.GetString(entry));
        return string.Join(' ', fields.Select(field => job.TryGetProperty(field, out var value) ? value.GetRawText() : ""));
    }
}
