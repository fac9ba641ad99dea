using System.Security.Cryptography;
using System.Text;

namespace SidekiqCluster.Benchmarks.Jobs;

/// <summary>Answers in a form that can be compared with Ruby's.</summary>
internal static class Answers
{
    /// <summary>How many jobs, and which, in their order.</summary>
    public static string Of(IReadOnlyCollection<string> jids) =>
        $"{jids.Count} {Hex(string.Join(',', jids))}";

    /// <summary>How many jobs, and which, in their order.</summary>
    public static string Of(IReadOnlyCollection<JobRecord> jobs) => Of(jobs.Select(static job => job.Jid!).ToList());

    /// <summary>How many texts, and which, in whatever order.</summary>
    public static string OfAnyOrder(IEnumerable<string> texts) => Of([.. texts.Order(StringComparer.Ordinal)]);

    // The rival computes the same; nothing is protected by it.
#pragma warning disable CA5350
    private static string Hex(string text) => Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(text)));
#pragma warning restore CA5350
}
