using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using SidekiqCluster.LocalServers;
using SidekiqCluster.TestKit.Redis;

namespace SidekiqCluster.Server.Hosting;

/// <summary>Servers that cannot start say why in one line, with the remedy, and end.</summary>
public sealed class StartTests(RedisFixture redis)
{
    private const string Store = "SidekiqCluster__Server__Store";

    [Theory]
    [InlineData(1, "The cluster's own Redis is not configured. Set SidekiqCluster:Server:Store (SidekiqCluster__Server__Store=host:port, never a shard), or start it from an app host, which sets Orleans__Clustering__*; or try it with --demo, which needs nothing.", "")]
    [InlineData(1, "There is no setting SidekiqCluster:Sever (did you mean Server?); use Server, Client, Shards, SnapshotBytes.", "STORE SidekiqCluster__Sever__Store=x")]
    [InlineData(1, "There is no setting SidekiqCluster:Server:ClusterIdd (did you mean ClusterId?); use Store, ClusterId, SiloPort, GatewayPort, Address, Drain, Security.", "STORE SidekiqCluster__Server__ClusterIdd=x")]
    [InlineData(1, "There is no setting SidekiqCluster:Server:Security:ApiKeys:ann:Hsh (did you mean Hash?); use Hash, Role.", "STORE SidekiqCluster__Server__Security__ApiKeys__ann__Hsh=x")]
    [InlineData(1, "SidekiqCluster:Shards:eu: there is no setting 'Conection' (did you mean Connection?); use Connection, KeyPrefix, Labels, PreferReplica.", "STORE SidekiqCluster__Shards__eu__Connection=h:1 SidekiqCluster__Shards__eu__Conection=h:2")]
    [InlineData(1, "SidekiqCluster:Server:Security:ApiKeys:ann:Hash is no hash of a key; make one with --new-api-key ann.", "STORE SidekiqCluster__Server__Security__ApiKeys__ann__Hash=sha256:12 SidekiqCluster__Server__Security__ApiKeys__ann__Role=viewer")]
    [InlineData(1, "Both SidekiqCluster:Server:Store and Orleans:Clustering say how servers find each other; leave one of them out.", "STORE Orleans__Clustering__ProviderType=Redis")]
    [InlineData(1, "SidekiqCluster:Server:Address is 'here'; use an IP address of this machine that the other servers reach.", "STORE SidekiqCluster__Server__Address=here")]
    [InlineData(1, "Failed to convert configuration value 'x' at 'SidekiqCluster:Server:SiloPort' to type 'System.Int32'.", "STORE SidekiqCluster__Server__SiloPort=x")]
    [InlineData(1, "'nowhere' is no place to listen on; set urls (--urls) to one such as http://127.0.0.1:7433.", "STORE", "--urls", "nowhere")]
    [InlineData(2, "--demo serves a fleet of its own, and SidekiqCluster:Server:Store is set; leave one of them out.", "STORE", "--demo")]
    [InlineData(2, "--demo serves a fleet of its own, and SidekiqCluster:Shards is set; leave one of them out.", "SidekiqCluster__Shards__eu__Connection=h:1", "--demo")]
    [InlineData(2, "Unrecognized command or argument '--nope'. See --help.", "STORE", "--nope")]
    public async Task Start_WithWhatCannotBe_EndsWithOneLine(int exitCode, string words, string variables, params string[] switches)
    {
        await using var store = await redis.NewDatabaseAsync();

        Assert.Equal((exitCode, words), await RunAsync(variables.Replace("STORE", $"{Store}={store.Url}", StringComparison.Ordinal), switches));
        Assert.Empty(await store.Redis.HashKeysAsync("default/members/default"));
    }

    [Fact]
    public async Task Start_StoreIsAway_EndsWithOneLine()
    {
        var port = FreePort.Reserve();

        Assert.Equal(
            (1, $"The cluster's own Redis at 127.0.0.1:{port} cannot be reached (UnableToConnect); see whether it runs, and whether SidekiqCluster:Server:Store has its address and password."),
            await RunAsync($"{Store}=redis://:secret@127.0.0.1:{port}"));
    }

    [Fact]
    public async Task Start_PortIsTaken_EndsWithOneLine()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        await using var store = await redis.NewDatabaseAsync();

        Assert.Equal(
            (1, $"The port of http://127.0.0.1:{port} is in use; end what listens there, or set urls (--urls) to another."),
            await RunAsync($"{Store}={store.Url}", "--urls", $"http://127.0.0.1:{port}"));
        Assert.Equal(
            (1, $"Port {port} is in use; end what listens there, or set SidekiqCluster:Server:SiloPort to another."),
            await RunAsync($"{Store}={store.Url} SidekiqCluster__Server__SiloPort={port}"));
        Assert.Empty(await store.Redis.HashKeysAsync("default/members/default"));
    }

    [Fact]
    public async Task Start_AShardIsAway_ServesTheOthersAndSaysSo()
    {
        await using var store = await redis.NewDatabaseAsync();
        await using var shard = await redis.NewDatabaseAsync();
        var url = $"http://127.0.0.1:{FreePort.Reserve()}";
        await using var server = await ServerProcess.StartAsync(["--urls", url], new Dictionary<string, string>
        {
            [Store] = store.Url,
            ["SidekiqCluster__Shards__eu__Connection"] = shard.Url,
            ["SidekiqCluster__Shards__us__Connection"] = $"127.0.0.1:{FreePort.Reserve()},connectTimeout=500",
        });
        using var http = new HttpClient();
        await ServerCluster.ReadyAsync(http, url);

        using var answer = await http.GetAsync($"{url}/api/v1/stats?timeout=10s", TestContext.Current.CancellationToken);

        Assert.Equal("us", Assert.Single(answer.Headers.GetValues("Sidekiq-Cluster-Missing-Shards")));
        var shards = JsonElement.Parse(await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).GetProperty("shards");
        Assert.Equal("eu ok, us ", string.Join(", ", shards.EnumerateArray().Select(static shard =>
            $"{shard.GetProperty("shard")} {(shard.GetProperty("error").ValueKind == JsonValueKind.Null ? shard.GetProperty("status") : string.Empty)}")));
    }

    /// <summary>Runs the server until it ends: its exit code and the line that it prints, which is all that it prints.</summary>
    private static async Task<(int ExitCode, string Words)> RunAsync(string variables, params string[] switches)
    {
        var start = new ProcessStartInfo(ServerProcess.Program, switches.Contains("--urls") || switches.Contains("--demo") ? switches : ["--urls", "http://127.0.0.1:0", .. switches])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        foreach (var variable in variables.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = (variable[..variable.IndexOf('=', StringComparison.Ordinal)], variable[(variable.IndexOf('=', StringComparison.Ordinal) + 1)..]);
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromMinutes(1));
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(patience.Token);
            var error = await process.StandardError.ReadToEndAsync(patience.Token);
            Assert.Equal(string.Empty, await output);
            await process.WaitForExitAsync(patience.Token);
            return (process.ExitCode, error.TrimEnd('\n'));
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
