using System.IO.Hashing;

namespace SidekiqCluster.Passes;

/// <summary>
/// 96 bits of a seeded XxHash128: what a pass remembers of a payload. With a random seed per pass the chance that two of
/// a million payloads collide is below 1e-16, and nobody can prepare a collision.
/// </summary>
internal readonly record struct PayloadDigest(ulong Low, uint High)
{
    public static PayloadDigest Of(ReadOnlySpan<byte> payload, long seed)
    {
        var hash = XxHash128.HashToUInt128(payload, seed);
        return new PayloadDigest((ulong)hash, (uint)(hash >> 64));
    }
}
