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

        var cursor = Field("c");
        return new IterationState
        {
            Jid = jid,
            Executions = LenientNumber.ToInt64(Field("ex")),
            Runtime = LenientNumber.ToDuration(Field("rt")),
            Cursor = cursor.IsNull ? null : LenientJson.TryParse((byte[])cursor!),
            CursorText = cursor,
            CancelledAt = LenientNumber.ToTime(Field("cancelled")),
        };

        RedisValue Field(string name) => Array.Find(hash, entry => (string?)entry.Name == name).Value;
    }
}
