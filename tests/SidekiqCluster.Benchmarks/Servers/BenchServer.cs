using System.Globalization;
using SidekiqCluster.LocalServers;
using StackExchange.Redis;

namespace SidekiqCluster.Benchmarks.Servers;

/// <summary>A <c>redis-server</c> of our own, and what it tells of its work.</summary>
internal sealed class BenchServer : IAsyncDisposable
{
    /// <summary>Commands shorter than this are not in the server's log.</summary>
    public static readonly TimeSpan ShortestStall = TimeSpan.FromMilliseconds(0.2);

    private readonly RedisServer _server;
    private readonly ConnectionMultiplexer _admin;

    private BenchServer(RedisServer server, ConnectionMultiplexer admin)
    {
        _server = server;
        _admin = admin;
    }

    /// <summary>The port on 127.0.0.1.</summary>
    public int Port => _server.Port;

    /// <summary>The server's address as a URL.</summary>
    public string Url => _server.Url();

    /// <summary>The whole server, for preparing and looking; never what is measured.</summary>
    public IServer Admin => _admin.GetServers()[0];

    /// <summary>The database that is measured, for preparing and looking.</summary>
    public IDatabase Database => _admin.GetDatabase();

    /// <summary>The version.</summary>
    public string Version => Admin.Version.ToString();

    /// <summary>Starts one; it holds no more than so many bytes.</summary>
    public static async Task<BenchServer> StartAsync(long maxMemory)
    {
        var threshold = ((long)ShortestStall.TotalMicroseconds).ToString(CultureInfo.InvariantCulture);
        var server = await RedisServer.StartAsync(
        [
            "--maxmemory", maxMemory.ToString(CultureInfo.InvariantCulture),
            "--slowlog-log-slower-than", threshold, "--slowlog-max-len", "100000",
        ]);
        var admin = await ConnectionMultiplexer.ConnectAsync($"{server.EndPoint},allowAdmin=true,syncTimeout=60000,asyncTimeout=60000");
        return new BenchServer(server, admin);
    }

    /// <summary>Forgets the commands that took long.</summary>
    public Task ForgetStallsAsync() => Admin.SlowlogResetAsync();

    /// <summary>How long the server was busy with one command at most, since it forgot; zero for less than it notes.</summary>
    public async Task<TimeSpan> LongestStallAsync()
    {
        var slow = await Admin.SlowlogGetAsync(100_000);
        return slow.Length == 0 ? TimeSpan.Zero : slow.Max(command => command.Duration);
    }

    /// <summary>How many bytes it has sent so far.</summary>
    public async Task<long> SentBytesAsync()
    {
        var stats = await Admin.InfoAsync("stats");
        var sent = stats[0].Single(static pair => pair.Key == "total_net_output_bytes").Value;
        return long.Parse(sent, CultureInfo.InvariantCulture);
    }

    /// <summary>Empties every database.</summary>
    public Task FlushAsync() => Admin.FlushAllDatabasesAsync();

    public async ValueTask DisposeAsync()
    {
        await _admin.DisposeAsync();
        await _server.DisposeAsync();
    }
}
