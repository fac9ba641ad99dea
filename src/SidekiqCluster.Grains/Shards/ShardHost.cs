using Microsoft.Extensions.Logging;
using SidekiqCluster.Pulses;
using SidekiqCluster.Snapshots;

namespace SidekiqCluster.Grains.Shards;

/// <summary>
/// One shard on this silo: its connection and its snapshots, shared by all its grains. It connects when first asked, and again
/// after a failure when asked after a short pause. Good for any thread.
/// </summary>
internal sealed class ShardHost(
    string shard, IShardCatalog catalog, SnapshotBudget budget, TimeProvider clock, ILogger logger) : IAsyncDisposable
{
    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan CallPause = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly HashSet<IGrainContext> _grains = [];
    private readonly CancellationTokenSource _end = new();
    private Task<ConnectedShard>? _connecting;
    private long _failedAt;
    private long _calledAt = clock.GetTimestamp();

    public string Shard => shard;

    /// <summary>The clock that waits for the shard go by.</summary>
    public TimeProvider Clock => catalog.Find(shard)?.TimeProvider ?? clock;

    /// <summary>What is under way there by this silo.</summary>
    public RunningActs Acts { get; } = new();

    /// <summary>The snapshots; null while the shard is not connected.</summary>
    public ShardSnapshots? Snapshots => Connected?.Snapshots;

    /// <summary>The shard; null while it is not connected.</summary>
    public ConnectedShard? Connected
    {
        get
        {
            lock (_gate)
            {
                return _connecting is { IsCompletedSuccessfully: true } ? _connecting.Result : null;
            }
        }
    }

    /// <summary>The overviews out of its pulses.</summary>
    public ShardOverviews Overviews { get; } = new(shard);

    /// <summary>
    /// Whether a grain of the shard was called lately. Grains that are not called end, and the connection with the last of them: what is
    /// answered without them must not let them sleep.
    /// </summary>
    public bool IsCalled => clock.GetElapsedTime(Interlocked.Read(ref _calledAt)) < CallPause;

    /// <summary>The connected shard.</summary>
    /// <param name="cancellationToken">Ends the wait, not the connecting that others wait for as well.</param>
    /// <exception cref="SidekiqClusterException">It cannot be reached, refuses us, or is unknown.</exception>
    public Task<ConnectedShard> ConnectAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_end.IsCancellationRequested, this);
            if (_connecting is null || (_connecting.IsFaulted && clock.GetElapsedTime(_failedAt) >= RetryPause))
            {
                _connecting = Task.Run(ConnectOnceAsync, CancellationToken.None);
            }

            return _connecting.WaitAsync(cancellationToken);
        }
    }

    /// <summary>What the silo's snapshots take together, and those of this shard.</summary>
    public SiloMemory GetMemory(SiloAddress silo) => new()
    {
        Silo = silo.ToString(),
        BudgetBytes = budget.Limit,
        UsedBytes = budget.Used,
        Evictions = budget.Evictions,
        Snapshots = [.. (Snapshots?.Figures ?? []).Select(figures => new SnapshotInfo
        {
            Shard = shard,
            Source = figures.Source,
            Jobs = figures.Jobs,
            Bytes = figures.Bytes,
            CapturedAt = figures.CapturedAt,
            Refreshes = figures.Refreshes,
            FullReads = figures.FullReads,
            Served = figures.Served,
            RefreshTime = figures.RefreshTime,
        })],
    };

    /// <summary>A grain of the shard lives here now.</summary>
    public void Add(IGrainContext grain)
    {
        lock (_gate)
        {
            _grains.Add(grain);
        }
    }

    /// <summary>A grain of the shard is called.</summary>
    public void NoteCall() => Interlocked.Exchange(ref _calledAt, clock.GetTimestamp());

    /// <summary>A grain of the shard is gone; whether it was the last.</summary>
    public bool Remove(IGrainContext grain)
    {
        lock (_gate)
        {
            _grains.Remove(grain);
            return _grains.Count == 0;
        }
    }

    /// <summary>Sends all grains away; answers how many.</summary>
    public int Move()
    {
        IGrainContext[] grains;
        lock (_gate)
        {
            grains = [.. _grains];
        }

        Array.ForEach(grains, static grain => grain.Migrate(requestContext: null));
        return grains.Length;
    }

    /// <summary>Disconnects when the shard is reached in another way now, or is no more; null for that. Who asks next connects anew.</summary>
    public async Task ReviseAsync(ShardOptions? options)
    {
        Task<ConnectedShard>? connecting;
        lock (_gate)
        {
            if (_connecting is not { IsCompletedSuccessfully: true } || _connecting.Result.Options == options)
            {
                return;
            }

            (connecting, _connecting) = (_connecting, null);
        }

        await (await connecting.ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
        Log.ShardRevised(logger, shard);
    }

    public async ValueTask DisposeAsync()
    {
        Task<ConnectedShard>? connecting;
        lock (_gate)
        {
            connecting = _connecting;
        }

        await _end.CancelAsync().ConfigureAwait(false);
        if (connecting is not null)
        {
            await ((Task)connecting).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (connecting.IsCompletedSuccessfully)
            {
                await (await connecting.ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
                Log.ShardDisconnected(logger, shard);
            }
        }

        _end.Dispose();
    }

    private async Task<ConnectedShard> ConnectOnceAsync()
    {
        try
        {
            var options = await catalog.FindAsync(shard, _end.Token).ConfigureAwait(false);
            var connected = await SidekiqShard.ConnectAsync(options, _end.Token).ConfigureAwait(false);
            await ClaimAsync(connected).ConfigureAwait(false);
            Log.ShardConnected(logger, shard);
            return new ConnectedShard(
                connected, options, new ShardSnapshots(connected.Connection, budget), new ShardPulse(connected.Connection));
        }
        catch (Exception e)
        {
            Log.ShardUnreachable(logger, shard, e.Message);
            _failedAt = clock.GetTimestamp();
            throw;
        }
    }

    private async Task ClaimAsync(SidekiqShard connected)
    {
        try
        {
            await catalog.ClaimAsync(connected, _end.Token).ConfigureAwait(false);
        }
        catch
        {
            await connected.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
