using System.Text.Json;

namespace SidekiqCluster;

/// <summary>How far an iterable job has come (Sidekiq 7.3 and newer). Any part may be missing.</summary>
[GenerateSerializer, Immutable, Alias("SidekiqCluster.IterationState")]
public sealed record IterationState
{
    /// <summary>The job.</summary>
    [Id(0)]
    public required string Jid { get; init; }

    /// <summary>Executions so far; null when unknown.</summary>
    [Id(1)]
    public long? Executions { get; init; }

    /// <summary>Time spent iterating so far; null when unknown.</summary>
    [Id(2)]
    public TimeSpan? Runtime { get; init; }

    /// <summary>The cursor as the job stored it; null when it was never flushed or is no JSON.</summary>
    [Id(3)]
    public JsonElement? Cursor { get; init; }

    /// <summary>The cursor's text as stored; null when it was never flushed.</summary>
    [Id(4)]
    public string? CursorText { get; init; }

    /// <summary>When the job was first cancelled; null when it was not.</summary>
    [Id(5)]
    public DateTimeOffset? CancelledAt { get; init; }
}
