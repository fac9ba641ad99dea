namespace SidekiqCluster.Server.Requests;

/// <summary>Which jobs to give another time.</summary>
internal sealed record JobRescheduleBody : JobChoiceBody
{
    /// <summary>When they are due: 2026-11-23T15:00:00Z (no zone: UTC), or +2h.</summary>
    public string? At { get; init; }

    /// <summary>Spread them at random over so long after that, such as 10m; all at once when left out.</summary>
    public string? Spread { get; init; }
}
