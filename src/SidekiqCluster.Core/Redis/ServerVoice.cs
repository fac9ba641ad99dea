namespace SidekiqCluster.Redis;

/// <summary>When a server was heard last, over whatever connection and by whoever asked. Good for any thread.</summary>
internal sealed class ServerVoice
{
    private long _heardAt = long.MinValue;

    /// <summary>The timestamp; a very old one before the first reply.</summary>
    public long HeardAt => Volatile.Read(ref _heardAt);

    /// <summary>A reply came.</summary>
    public void Hear(long timestamp) => Volatile.Write(ref _heardAt, timestamp);
}
