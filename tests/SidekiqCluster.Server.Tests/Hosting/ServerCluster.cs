using System.Text.Json;
using SidekiqCluster.Hosting;
using SidekiqCluster.LocalServers;
using SidekiqCluster.TestKit.Redis;

namespace SidekiqCluster.Server.Hosting;

/// <summary>Servers in processes of their own that are one cluster, and what their store says of them.</summary>
internal sealed class ServerCluster : IAsyncDisposable
{
    private const string ClusterId = "default";

    private readonly Dictionary<string, ServerProcess> _processes = [];
    private readonly Dictionary<string, string> _environment;
    private readonly TestDatabase _store;

    private ServerCluster(TestDatabase store, Dictionary<string, string> environment) => (_store, _environment) = (store, environment);

    /// <summary>Where the living servers answer.</summary>
    public IReadOnlyList<string> Urls
    {
        get
        {
            lock (_processes)
            {
                return [.. _processes.Keys];
            }
        }
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Starts servers, and waits until all are ready.</summary>
    public static async Task<ServerCluster> StartAsync(TestDatabase store, IReadOnlyList<TestDatabase> shards, int servers, HttpClient http, string? drain = null)
    {
        var environment = new Dictionary<string, string> { ["SidekiqCluster__Server__Store"] = store.Url };
        if (drain is not null)
        {
            environment["SidekiqCluster__Server__Drain"] = drain;
        }

        // The name is one that a shell exports.
        for (var number = 0; number < shards.Count; number++)
        {
            environment[$"SidekiqCluster__Shards__s{number}__Connection"] = shards[number].Url;
        }

        var cluster = new ServerCluster(store, environment);
        await Task.WhenAll(Enumerable.Range(0, servers).Select(_ => cluster.StartServerAsync(http)));
        return cluster;
    }

    /// <summary>One more server.</summary>
    public async Task StartServerAsync(HttpClient http)
    {
        var url = $"http://127.0.0.1:{FreePort.Reserve()}";
        var process = await ServerProcess.StartAsync(["--urls", url], _environment);
        lock (_processes)
        {
            _processes.Add(url, process);
        }

        await ReadyAsync(http, url);
    }

    /// <summary>Waits until a server is ready.</summary>
    public static async Task ReadyAsync(HttpClient http, string server)
    {
        while (true)
        {
            try
            {
                using var answer = await http.GetAsync($"{server}{FleetCommands.ReadyPath}", Token);
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }

            await Task.Delay(200, Token);
        }
    }

    /// <summary>The status of each member that is or was.</summary>
    public async Task<IReadOnlyList<SiloStatus>> GetMembersAsync()
    {
        var rows = await _store.Redis.HashGetAllAsync($"{ClusterId}/members/{ClusterId}");
        return
        [
            .. rows.Where(static row => row.Name != "Version")
                .Select(static row => (SiloStatus)JsonElement.Parse((string)row.Value!).GetProperty("Status").GetInt32())
                .Order(),
        ];
    }

    /// <summary>The memory that a server takes of the machine's, in bytes.</summary>
    public long GetWorkingSet(string url)
    {
        using var process = System.Diagnostics.Process.GetProcessById(_processes[url].Id);
        return process.WorkingSet64;
    }

    /// <summary>Kills a server as a crash would.</summary>
    public async Task KillAsync(string url)
    {
        _processes.Remove(url, out var process);
        await process!.DisposeAsync();
    }

    /// <summary>Asks a server to end, and waits until it has.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> EndAsync(string url)
    {
        _processes.Remove(url, out var process);
        await using (process)
        {
            await process!.EndAsync("TERM");
            return await process.WaitForExitAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes.Values)
        {
            await process.DisposeAsync();
        }
    }
}
