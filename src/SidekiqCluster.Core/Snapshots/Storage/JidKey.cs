using System.IO.Hashing;
using System.Text;

namespace SidekiqCluster.Snapshots;

/// <summary>Job ids as snapshots index them. Equal ids have equal keys; whether ids are equal the payload tells.</summary>
internal static class JidKey
{
    private const long Seed = 0x4A49_4453;

    /// <summary>The key of no id.</summary>
    public const ulong None = 0;

    public static ulong Of(ReadOnlySpan<byte> jid) => XxHash3.HashToUInt64(jid, Seed) | 1;

    public static ulong Of(string jid) => Of(Encoding.UTF8.GetBytes(jid));
}
