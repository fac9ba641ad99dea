namespace SidekiqCluster.Snapshots;

/// <summary>What the answer to one question was made of: how old the oldest part of it is. Good for any thread.</summary>
internal sealed class SnapshotUse
{
    private readonly Lock _gate = new();
    private DateTimeOffset? _capturedAt;
    private ShardUnreachableException? _error;

    /// <summary>When the oldest reading that the answer is made of began; null when nothing was read yet.</summary>
    public DateTimeOffset? CapturedAt
    {
        get
        {
            lock (_gate)
            {
                return _capturedAt;
            }
        }
    }

    /// <summary>Why a part of the answer is older than was asked for; null when none is.</summary>
    public ShardUnreachableException? Error
    {
        get
        {
            lock (_gate)
            {
                return _error;
            }
        }
    }

    /// <summary>Whether the answer is as young as was asked for.</summary>
    public bool IsFresh => Error is null;

    /// <summary>Takes down a part of the answer.</summary>
    public void Add(DateTimeOffset capturedAt, ShardUnreachableException? error = null)
    {
        lock (_gate)
        {
            _capturedAt = _capturedAt < capturedAt ? _capturedAt : capturedAt;
            _error ??= error;
        }
    }
}
