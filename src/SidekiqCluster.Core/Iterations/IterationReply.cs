using SidekiqCluster.Redis;
using StackExchange.Redis;

namespace SidekiqCluster.Iterations;

/// <summary>
/// The hash of an iterable job's state. Each field may be missing: a job that was cancelled before its first flush has
/// nothing but <c>cancelled</c>.
/// </summary>
internal static class IterationReply
{
    /// <summary>Reads a hash; null when there is none.</summary>
    public static IterationState? Read(string jid, HashEntry[] hash)
    {
        if (hash.Length == 0)
        {
            return null;
        }

        var fields = hash.ToDictionary(entry => entry.Name, entry => entry.Value);
        var cursor = fields.GetValueOrDefault("c");
        return new IterationState
        {
            Jid = jid,
            Executions = LenientNumber.ToInt64(fields.GetValueOrDefault("ex")),
            Runtime = LenientNumber.ToDuration(fields.GetValueOrDefault("rt")),
            Cursor = cursor.IsNull ? null : LenientJson.TryParse((byte[])cursor!),
            CursorText = cursor,
            CancelledAt = LenientNumber.ToTime(fields.GetValueOrDefault("cancelled")),
        };
    }
}
