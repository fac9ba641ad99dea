namespace SidekiqCluster.Server.Requests;

/// <summary>Which jobs to retry.</summary>
internal sealed record JobRetryBody : JobChoiceBody
{
    /// <summary>Run them at random times within so long from now, such as 30m; at once when left out.</summary>
    public string? Spread { get; init; }
}
