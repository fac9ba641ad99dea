using System.Net;
using StackExchange.Redis;

namespace SidekiqCluster.Redis;

/// <summary>
/// A shard's second connection, for what is long: so that short commands on the first one wait for no reply of megabytes. It is
/// opened when it is first asked for, and leads to one server, the one that the first connection reads from. Good for any thread.
/// </summary>
internal sealed class BulkLink : IAsyncDisposable
{
    /// <summary>How long after a failure the first connection is used without another attempt.</summary>
    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(5);

    private readonly IConnectionMultiplexer _main;
    private readonly ConnectionSettings _settings;
    private readonly bool _prefersReplica;
    private readonly Lock _gate = new();
    private readonly List<KeyWatch> _watches = [];
    private Task<ConnectionMultiplexer?>? _opening;
    private EndPoint? _endPoint;
    private IConnectionMultiplexer? _given;
    private long _openedAt;
    private long _switches;
    private bool _isEnded;

    /// <param name="main">The first connection; it stands in where the second cannot be had.</param>
    /// <param name="settings">How both are opened.</param>
    /// <param name="prefersReplica">Whether reads go to a replica when one is connected.</param>
    public BulkLink(IConnectionMultiplexer main, ConnectionSettings settings, bool prefersReplica)
    {
        (_main, _settings, _prefersReplica) = (main, settings, prefersReplica);
        Follow(main);
    }

    /// <summary>
    /// Which server is read from, and how often that may have changed before: while the number stays, all that was read came
    /// from there. No server while the first connection stands in.
    /// </summary>
    public (EndPoint? EndPoint, long Switches) Place
    {
        get
        {
            lock (_gate)
            {
                return (_given is null || _given == _main ? null : _endPoint, _switches);
            }
        }
    }

    /// <summary>The server that a connection reads from; null when none is connected.</summary>
    public static IServer? Pick(IConnectionMultiplexer multiplexer, bool prefersReplica)
    {
        var servers = Array.FindAll(multiplexer.GetServers(), static server => server.IsConnected);
        return Array.Find(servers, server => server.IsReplica == prefersReplica) ?? servers.FirstOrDefault();
    }

    /// <summary>The connection. Costs nothing once it is open.</summary>
    public async ValueTask<IConnectionMultiplexer> GetAsync(CancellationToken cancellationToken)
    {
        if (Pick(_main, _prefersReplica)?.EndPoint is not { } endPoint)
        {
            return Give(_main);
        }

        Task<ConnectionMultiplexer?> opening;
        lock (_gate)
        {
            if (_isEnded)
            {
                return _main;
            }

            if (_opening is null || !endPoint.Equals(_endPoint) || HasFailed(_opening))
            {
                _ = CloseAsync(_opening, allowCommandsToComplete: true);
                (_endPoint, _openedAt) = (endPoint, Environment.TickCount64);
                _opening = Task.Run(() => OpenAsync(endPoint), CancellationToken.None);
            }

            opening = _opening;
        }

        var opened = await opening.WaitAsync(cancellationToken).ConfigureAwait(false);
        return Give(opened is { IsConnected: true } ? opened : _main);
    }

    /// <summary>Watches a key of the shard, on a connection of its own to the same server. It ends with this link.</summary>
    public KeyWatch Watch(RedisKey key)
    {
        var watch = new KeyWatch(this, _settings, key);
        lock (_gate)
        {
            _watches.Add(watch);
        }

        return watch;
    }

    public async ValueTask DisposeAsync()
    {
        Task<ConnectionMultiplexer?>? opening;
        lock (_gate)
        {
            _isEnded = true;
            opening = _opening;
        }

        _main.ConnectionFailed -= OnMoved;
        _main.ConnectionRestored -= OnMoved;
        foreach (var watch in _watches)
        {
            await watch.DisposeAsync().ConfigureAwait(false);
        }

        var closing = CloseAsync(opening, allowCommandsToComplete: false);
        if (opening?.IsCompleted == true)
        {
            await closing.ConfigureAwait(false);
        }
    }

    private static async Task CloseAsync(Task<ConnectionMultiplexer?>? opening, bool allowCommandsToComplete)
    {
        if (opening is not null && await opening.ConfigureAwait(false) is { } opened)
        {
            await opened.CloseAsync(allowCommandsToComplete).ConfigureAwait(false);
            await opened.DisposeAsync().ConfigureAwait(false);
        }
    }

    private bool HasFailed(Task<ConnectionMultiplexer?> opening) =>
        opening is { IsCompleted: true, Result: null }
        && Environment.TickCount64 - _openedAt >= RetryPause.TotalMilliseconds;

    private async Task<ConnectionMultiplexer?> OpenAsync(EndPoint endPoint)
    {
        var configuration = _settings.Configuration.Clone();
        configuration.EndPoints.Clear();
        configuration.EndPoints.Add(endPoint);
        configuration.ServiceName = null;
        try
        {
            var opened = await ConnectionMultiplexer.ConnectAsync(configuration).ConfigureAwait(false);
            RedisSpans.Follow(opened);
            Follow(opened);
            return opened;
        }
        catch (Exception e) when (RedisErrors.IsFromRedis(e))
        {
            return null;
        }
    }

    private void Follow(IConnectionMultiplexer multiplexer)
    {
        multiplexer.ConnectionFailed += OnMoved;
        multiplexer.ConnectionRestored += OnMoved;
    }

    private void OnMoved(object? sender, ConnectionFailedEventArgs e)
    {
        lock (_gate)
        {
            _switches++;
        }
    }

    private IConnectionMultiplexer Give(IConnectionMultiplexer multiplexer)
    {
        lock (_gate)
        {
            _switches += _given == multiplexer ? 0 : 1;
            return _given = multiplexer;
        }
    }
}
