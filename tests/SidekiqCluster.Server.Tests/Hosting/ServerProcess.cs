using SidekiqCluster.LocalServers;

namespace SidekiqCluster.Server.Hosting;

/// <summary>The server in a process of its own.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    /// <summary>Its executable.</summary>
    public static readonly string Program = Path.Combine(AppContext.BaseDirectory, "SidekiqCluster.Server");

    /// <summary>The executable of the sample client.</summary>
    public static readonly string WatcherProgram = Path.Combine(AppContext.BaseDirectory, "SidekiqCluster.Watcher");

    private readonly LeashedProcess _process;

    private ServerProcess(LeashedProcess process) => _process = process;

    /// <summary>What it prints.</summary>
    public StreamReader Output => _process.Output;

    /// <summary>Its process id.</summary>
    public int Id => _process.Id;

    /// <summary>Starts it as a terminal does: it hears Ctrl-C, which shells keep from what they run in the background.</summary>
    public static async Task<ServerProcess> StartAsync(
        IEnumerable<string> switches, IReadOnlyDictionary<string, string> environment, string? program = null) =>
        new(await LeashedProcess.StartAsync("/usr/bin/env", ["--default-signal=INT", program ?? Program, .. switches], environment, TestContext.Current.CancellationToken));

    /// <summary>Reads until a line holds a text, and gives all that was printed.</summary>
    public async Task<string> ReadUntilAsync(string text)
    {
        var all = new System.Text.StringBuilder();
        while (await Output.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            all.AppendLine(line);
            if (line.Contains(text, StringComparison.Ordinal))
            {
                return all.ToString();
            }
        }

        throw new InvalidOperationException($"The server ended: {all}");
    }

    /// <summary>Sends it a signal.</summary>
    public Task SignalAsync(string signal) => _process.SignalAsync(signal, TestContext.Current.CancellationToken);

    /// <summary>Sends it a signal and waits until it has ended.</summary>
    /// <returns>What it printed meanwhile.</returns>
    public async Task<string> EndAsync(string signal)
    {
        await SignalAsync(signal);
        return await Output.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Waits until it has ended.</summary>
    /// <returns>Its exit code.</returns>
    public Task<int> WaitForExitAsync() => _process.WaitForExitAsync(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
