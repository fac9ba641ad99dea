namespace SidekiqCluster.LocalServers;

/// <summary>A server that speaks Redis on a free port of 127.0.0.1 and lives as long as this object.</summary>
public abstract class LocalServer : IAsyncDisposable
{
    private protected LocalServer(int port) => Port = port;

    /// <summary>The TCP port.</summary>
    public int Port { get; }

    /// <summary><c>127.0.0.1:PORT</c>, a StackExchange.Redis connection string.</summary>
    public string EndPoint => $"127.0.0.1:{Port}";

    /// <summary>Whether this is <c>redis-server</c> rather than the embedded stand-in.</summary>
    public abstract bool IsRedis { get; }

    /// <summary>How many databases the server has.</summary>
    public abstract int DatabaseCount { get; }

    /// <summary>The <c>redis://</c> URL of a database.</summary>
    public string Url(int database = 0) => $"redis://127.0.0.1:{Port}/{database}";

    /// <summary>Starts <c>redis-server</c> when it is on the PATH, else the embedded Garnet.</summary>
    public static async Task<LocalServer> StartAsync(CancellationToken cancellationToken = default) =>
        RedisServer.IsInstalled
            ? await RedisServer.StartAsync([], cancellationToken)
            : GarnetServer.Start();

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}
