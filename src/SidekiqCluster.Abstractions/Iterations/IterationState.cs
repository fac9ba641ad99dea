using System.Text.Json;

namespace SidekiqCluster;

/// <summary>How far an iterable job has come (Sidekiq 7.3 and newer). Any part may be missing.</summary>
public sealed record IterationState
{
    /// <summary>The job.</summary>
    public required string Jid { get; init; }

    /// <summary>Executions so far; null when unknown.</summary>
    public long? Executions { get; init; }

    /// <summary>Time spent iterating so far; null when unknown.</summary>
    public TimeSpan? Runtime { get; init; }

    /// <summary>The cursor as the job stored it; null when it was never flushed or is no JSON.</summary>
    public JsonElement? Cursor { get; init; }

    /// <summary>The cursor's text as stored; null when it was never flushed.</summary>
    public string? CursorText { get; init; }

    /// <summary>When the job was first cancelled; null when it was not.</summary>
    public DateTimeOffset? CancelledAt { get; init; }
}
