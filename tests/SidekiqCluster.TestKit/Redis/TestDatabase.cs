using SidekiqCluster.LocalServers;
using StackExchange.Redis;

namespace SidekiqCluster.TestKit.Redis;

/// <summary>A database that one test has for itself.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly Action _giveBack;
    private bool _isGivenBack;

    internal TestDatabase(LocalServer server, ConnectionMultiplexer admin, int index, string prefix, Action giveBack)
    {
        Server = server;
        Admin = admin;
        Index = index;
        Prefix = prefix;
        _giveBack = giveBack;
    }

    /// <summary>The server it is in.</summary>
    public LocalServer Server { get; }

    /// <summary>The connection behind <see cref="Redis"/>.</summary>
    public ConnectionMultiplexer Admin { get; }

    /// <summary>Its number.</summary>
    public int Index { get; }

    /// <summary>The key prefix to write and read under; empty for none.</summary>
    public string Prefix { get; }

    /// <summary>The database, for writing whatever the test needs. Keys are not prefixed by themselves.</summary>
    public IDatabase Redis => Admin.GetDatabase(Index);

    /// <summary>A StackExchange.Redis connection string of this database.</summary>
    public string ConnectionString => $"{Server.EndPoint},defaultDatabase={Index}";

    /// <summary>A <c>redis://</c> URL of this database.</summary>
    public string Url => Server.Url(Index);

    /// <summary>Flushes the database and gives it back: once, as by then another test may have it.</summary>
    /// <exception cref="ObjectDisposedException">It was given back already.</exception>
    public async ValueTask DisposeAsync()
    {
        ObjectDisposedException.ThrowIf(Interlocked.Exchange(ref _isGivenBack, true), this);
        await Redis.ExecuteAsync("FLUSHDB");
        _giveBack();
    }
}
