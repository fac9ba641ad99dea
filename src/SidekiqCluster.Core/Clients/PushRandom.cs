using System.Security.Cryptography;

namespace SidekiqCluster.Clients;

/// <summary>All that is random in a push. A test gives its own.</summary>
internal sealed class PushRandom
{
    private const int JidDigits = 24;

    public static PushRandom Shared { get; } = new();

    /// <summary>Makes the ids of jobs: 24 lower-case hex digits.</summary>
    public Func<string> NewJid { get; init; } = static () => RandomNumberGenerator.GetHexString(JidDigits, lowercase: true);

    /// <summary>Makes the ids of Active Jobs, which they have beside their jid.</summary>
    public Func<Guid> NewActiveJobId { get; init; } = Guid.NewGuid;

    /// <summary>Where within a spread a job falls, from 0 to 1.</summary>
    public Func<double> NextDouble { get; init; } = Random.Shared.NextDouble;
}
