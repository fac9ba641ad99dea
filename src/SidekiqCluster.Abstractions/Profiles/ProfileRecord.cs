namespace SidekiqCluster;

/// <summary>A profile that a job left behind (Sidekiq 8). It expires after a day.</summary>
public sealed record ProfileRecord
{
    /// <summary><c>token-jid</c>, the profile's address.</summary>
    public required string Key { get; init; }

    /// <summary>Who asked for it; null when the record has expired.</summary>
    public string? Token { get; init; }

    /// <summary>The job.</summary>
    public string? Jid { get; init; }

    /// <summary>The job class.</summary>
    public string? Type { get; init; }

    /// <summary>When the execution began, to the second.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>How long the execution took.</summary>
    public TimeSpan? Elapsed { get; init; }

    /// <summary>Bytes of data, compressed.</summary>
    public long? Size { get; init; }

    /// <summary>When Redis drops it.</summary>
    public required DateTimeOffset? ExpiresAt { get; init; }
}
