using System.Collections.Concurrent;
using SidekiqCluster.LocalServers;
using StackExchange.Redis;
using Xunit;

namespace SidekiqCluster.TestKit.Redis;

/// <summary>
/// One server for all tests of an assembly: <c>redis-server</c> when it is on the PATH, else the embedded Garnet.
/// Sidekiq's keys have fixed names, so each test takes a database of its own.
/// </summary>
/// <remarks>Register it once: <c>[assembly: AssemblyFixture(typeof(RedisFixture))]</c>, and take it in the constructor.</remarks>
public sealed class RedisFixture : IAsyncLifetime
{
    private readonly ConcurrentQueue<int> _free = new();
    private SemaphoreSlim? _available;
    private LocalServer? _server;
    private ConnectionMultiplexer? _admin;

    /// <summary>The server.</summary>
    public LocalServer Server => _server ?? throw new InvalidOperationException("The fixture is not initialised yet.");

    /// <summary>A connection that may do anything. Tests look at the data and change it through it.</summary>
    public ConnectionMultiplexer Admin => _admin ?? throw new InvalidOperationException("The fixture is not initialised yet.");

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        _server = await LocalServer.StartAsync();
        _admin = await ConnectionMultiplexer.ConnectAsync($"{_server.EndPoint},allowAdmin=true");
        _available = new SemaphoreSlim(_server.DatabaseCount);
        foreach (var index in Enumerable.Range(0, _server.DatabaseCount))
        {
            _free.Enqueue(index);
        }
    }

    /// <summary>An empty database, given back and flushed on disposal. Waits when all are in use.</summary>
    /// <param name="prefix">A key prefix that the test writes and reads under: <c>myapp:</c>.</param>
    public async Task<TestDatabase> NewDatabaseAsync(string prefix = "")
    {
        await _available!.WaitAsync(TestContext.Current.CancellationToken);
        _free.TryDequeue(out var index);
        return new TestDatabase(Server, Admin, index, prefix, () =>
        {
            _free.Enqueue(index);
            _available.Release();
        });
    }

    /// <summary>A database that holds what a version's Sidekiq wrote.</summary>
    public async Task<TestDatabase> NewDatabaseAsync(Fixture fixture, string prefix = "")
    {
        ArgumentNullException.ThrowIfNull(fixture);
        var database = await NewDatabaseAsync(prefix);
        await fixture.IntoAsync(database.Redis, prefix);
        return database;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_admin is not null)
        {
            await _admin.DisposeAsync();
        }

        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        _available?.Dispose();
    }
}
