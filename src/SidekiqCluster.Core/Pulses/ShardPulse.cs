using SidekiqCluster.Redis;

namespace SidekiqCluster.Pulses;

/// <summary>
/// The pulse of one shard for all who watch it: read when it is older than somebody asks for, remembered for when the shard
/// does not answer. Good for any thread. Disposed before the shard's connection is.
/// </summary>
/// <param name="connection">The shard.</param>
internal sealed class ShardPulse(ShardConnection connection) : IAsyncDisposable
{
    private readonly Remembered<Pulse> _pulse = new(connection.Shard, new PulseReader(connection).ReadAsync, connection.Clock);

    /// <inheritdoc cref="Remembered{T}.GetAsync"/>
    public Task<Recollection<Pulse>> GetAsync(
        TimeSpan staleness, TimeSpan? patience, CancellationToken cancellationToken = default) =>
        _pulse.GetAsync(staleness, patience, cancellationToken);

    /// <inheritdoc cref="Remembered{T}.TryGet"/>
    public Recollection<Pulse>? TryGet(TimeSpan staleness, TimeSpan? patience) => _pulse.TryGet(staleness, patience);

    /// <summary>Something was done to the shard: who asks from now on gets a pulse that shows it.</summary>
    public void Invalidate() => _pulse.Invalidate();

    public ValueTask DisposeAsync() => _pulse.DisposeAsync();
}
