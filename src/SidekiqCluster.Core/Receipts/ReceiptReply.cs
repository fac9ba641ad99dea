using SidekiqCluster.Redis;

namespace SidekiqCluster.Receipts;

/// <summary>What scripts reply, which is text, as values.</summary>
internal static class ReceiptReply
{
    /// <summary>A number; 0 for anything else, which no script replies.</summary>
    public static long Count(string reply) => LenientNumber.ToInt64(reply) ?? 0;
}
