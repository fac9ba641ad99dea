using SidekiqCluster.LocalServers;

namespace SidekiqCluster.Cluster.Tests;

/// <summary>A silo in a process of its own.</summary>
internal sealed class SiloProcess : IAsyncDisposable
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "SidekiqCluster.SiloHost");

    private readonly LeashedProcess _process;
    private readonly List<string> _lines = [];
    private readonly Task _reading;

    private SiloProcess(LeashedProcess process)
    {
        _process = process;
        _reading = ReadAsync();
    }

    /// <summary>What it has printed.</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_lines)
            {
                return [.. _lines];
            }
        }
    }

    /// <summary>Starts it; it is a member of the cluster then.</summary>
    /// <exception cref="InvalidOperationException">It ended instead.</exception>
    public static async Task<SiloProcess> StartAsync(IEnumerable<string> switches, CancellationToken cancellationToken)
    {
        var process = await LeashedProcess.StartAsync(Program, switches, cancellationToken: cancellationToken);
        while (await process.Output.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.StartsWith("The silo is up", StringComparison.Ordinal))
            {
                return new SiloProcess(process);
            }
        }

        await process.DisposeAsync();
        throw new InvalidOperationException("The silo did not start.");
    }

    /// <summary>Asks it to leave the cluster, and waits until it has.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _process.SignalAsync("TERM", cancellationToken);
        await _reading.WaitAsync(cancellationToken);
    }

    /// <summary>Kills it.</summary>
    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        await _reading;
    }

    private async Task ReadAsync()
    {
        try
        {
            while (await _process.Output.ReadLineAsync() is { } line)
            {
                lock (_lines)
                {
                    _lines.Add(line);
                }
            }
        }
        catch (ObjectDisposedException)
        {
            // Its owner is done with it.
            return;
        }
    }
}
