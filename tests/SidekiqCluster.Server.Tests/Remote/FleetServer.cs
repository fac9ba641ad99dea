using SidekiqCluster.LocalServers;
using SidekiqCluster.Server.Hosting;
using SidekiqCluster.TestKit;
using SidekiqCluster.TestKit.Redis;

namespace SidekiqCluster.Server.Remote;

/// <summary>
/// A server over shards with the data that a real Sidekiq 8 wrote, one for each test that changes its own, and whatever asks it
/// from a terminal: through the server, through its gateway as of a cluster, and past it.
/// </summary>
public sealed class FleetServer(RedisFixture redis) : IAsyncLifetime
{
    /// <summary>Of names of one length, so that tables are of one width.</summary>
    private const int ShardCount = 30;

    private readonly List<TestDatabase> _databases = [];
    private readonly string _folder = Directory.CreateTempSubdirectory("sidekiq-cluster-").FullName;
    private int _taken = 1;

    internal TestServer Server { get; private set; } = null!;

    internal Terminal Terminal { get; private set; } = null!;

    internal string Gateway { get; } = $"127.0.0.1:{FreePort.Reserve()}";

    /// <summary>The shard that no test changes.</summary>
    internal (string Name, TestDatabase Database) Reading => (NameOf(0), _databases[0]);

    internal string Url => Server.Http.BaseAddress!.ToString();

    public async ValueTask InitializeAsync()
    {
        var fixture = Fixture.Load("sidekiq-8.1.7");
        var clock = new StoppedClock(fixture.Now);
        for (var each = 0; each < ShardCount; each++)
        {
            _databases.Add(await redis.NewDatabaseAsync(fixture));
        }

        Terminal = new Terminal(_folder, clock);
        Server = await TestServer.StartAsync(
            redis,
            [.. _databases.Select((database, place) => (NameOf(place), database.Url))],
            [($"{ServerOptions.SectionName}:{nameof(ServerOptions.GatewayPort)}", Gateway.Split(':')[1])],
            clock);
    }

    /// <summary>A shard that no other test has.</summary>
    internal (string Name, TestDatabase Database) TakeShard()
    {
        var place = Interlocked.Increment(ref _taken) - 1;
        return (NameOf(place), _databases[place]);
    }

    /// <summary>Runs a command line by the server.</summary>
    internal Task<TerminalResult> RunAsync(string shard, string commandLine, Terminal? terminal = null) =>
        RunAsync(["--server", Url, "--shards", shard], commandLine, terminal);

    /// <summary>Runs a command line through the gateway.</summary>
    internal Task<TerminalResult> RunOverClusterAsync(string shard, string commandLine) =>
        RunAsync(["--cluster", Gateway, "--shards", shard], commandLine);

    /// <summary>Runs a command line on a shard itself.</summary>
    internal Task<TerminalResult> RunDirectlyAsync(string shard, TestDatabase database, string commandLine, Terminal? terminal = null) =>
        RunAsync(["--shard", $"{shard}={database.Url}"], commandLine, terminal);

    /// <summary>The path of a file of the terminal's folder.</summary>
    internal string PathOf(string file) => Path.Combine(_folder, file);

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        foreach (var database in _databases)
        {
            await database.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }

    private Task<TerminalResult> RunAsync(string[] way, string commandLine, Terminal? terminal = null) =>
        (terminal ?? Terminal).RunAsync([.. way, .. commandLine.Split(' ')], TestContext.Current.CancellationToken);

    private static string NameOf(int place) => FormattableString.Invariant($"eu-{place:00}");
}
