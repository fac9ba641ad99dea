using SidekiqCluster.LocalServers;

namespace SidekiqCluster.Server.Hosting;

/// <summary>The server in a process of its own.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "SidekiqCluster.Server");

    private readonly LeashedProcess _process;

    private ServerProcess(LeashedProcess process) => _process = process;

    /// <summary>What it prints.</summary>
    public StreamReader Output => _process.Output;

    public static async Task<ServerProcess> StartAsync(IEnumerable<string> switches, IReadOnlyDictionary<string, string> environment) =>
        new(await LeashedProcess.StartAsync(Program, switches, environment, TestContext.Current.CancellationToken));

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

    /// <summary>Sends it a signal and waits until it has ended.</summary>
    public async Task EndAsync(string signal)
    {
        await _process.SignalAsync(signal, TestContext.Current.CancellationToken);
        await Output.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
