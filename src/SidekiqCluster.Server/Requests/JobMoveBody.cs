namespace SidekiqCluster.Server.Requests;

/// <summary>Which jobs to move to another queue.</summary>
internal sealed record JobMoveBody : JobChoiceBody
{
    /// <summary>The queue they go to, to the end of its line.</summary>
    public string? To { get; init; }
}
