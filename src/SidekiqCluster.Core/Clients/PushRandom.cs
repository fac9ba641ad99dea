using SidekiqCluster.Receipts;

namespace SidekiqCluster.Clients;

/// <summary>All that is random in a push. A test gives its own.</summary>
internal sealed class PushRandom
{
    public static PushRandom Shared { get; } = new();

    /// <summary>What is random for these calls; in an act, a repetition of it comes to the same.</summary>
    public static PushRandom Of(ActNames acts) => !acts.IsAct ? Shared : new()
    {
        NewJid = () => acts.Draw().ToDigits(),
        NewActiveJobId = () => acts.Draw().ToGuid(),
        NextDouble = () => acts.Draw().ToFraction(),
    };

    /// <summary>Makes the ids of jobs: 24 lower-case hex digits.</summary>
    public Func<string> NewJid { get; init; } = RandomJids.Next;

    /// <summary>Makes the ids of Active Jobs, which they have beside their jid.</summary>
    public Func<Guid> NewActiveJobId { get; init; } = Guid.NewGuid;

    /// <summary>Where within a spread a job falls, from 0 to 1.</summary>
    public Func<double> NextDouble { get; init; } = Random.Shared.NextDouble;
}
