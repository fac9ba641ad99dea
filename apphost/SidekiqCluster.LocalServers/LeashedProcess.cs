using System.Diagnostics;
using System.Globalization;

namespace SidekiqCluster.LocalServers;

/// <summary>
/// A program that ends with this object, and also when this process dies without a word: a shell beside it holds the
/// other end of a pipe, and kills the program when the pipe breaks.
/// </summary>
public sealed class LeashedProcess : IAsyncDisposable
{
    // The program's shell tells its id, so that this is said before the program says anything.
    private const string Leash =
        """
        /bin/sh -c 'echo $$; exec "$0" "$@"' "$0" "$@" &
        program=$!
        exec 3<&0 2>/dev/null
        { cat <&3; kill -9 $program; } >/dev/null &
        wait $program
        """;

    private readonly Process _shell;

    private LeashedProcess(Process shell, int id)
    {
        _shell = shell;
        Id = id;
    }

    /// <summary>The program's process id.</summary>
    public int Id { get; }

    /// <summary>What the program prints.</summary>
    public StreamReader Output => _shell.StandardOutput;

    /// <summary>Starts a program.</summary>
    /// <param name="program">Its path, or its name on the PATH.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="environment">Variables on top of our own.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public static async Task<LeashedProcess> StartAsync(
        string program,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string>? environment = null,
        CancellationToken cancellationToken = default)
    {
        // Ctrl-C is for us, who end the program when nobody needs it any more; a session of its own keeps it away from there.
        string[] command = [.. Programs.Find("setsid") is { } setsid ? [setsid] : Array.Empty<string>(), "/bin/sh", "-c", Leash, program, .. arguments];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        var shell = Process.Start(start)!;
        try
        {
            var id = await shell.StandardOutput.ReadLineAsync(cancellationToken);
            return new LeashedProcess(shell, int.Parse(id!, CultureInfo.InvariantCulture));
        }
        catch (OperationCanceledException)
        {
            await EndAsync(shell);
            throw;
        }
    }

    /// <summary>Sends the program a signal: <c>TERM</c>, <c>STOP</c>, <c>CONT</c>.</summary>
    public async Task SignalAsync(string signal, CancellationToken cancellationToken = default)
    {
        using var kill = Process.Start("kill", [$"-{signal}", Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(cancellationToken);
    }

    /// <summary>Waits until the program has ended by itself.</summary>
    /// <returns>Its exit code; 128 and the signal's number when a signal ended it.</returns>
    public async Task<int> WaitForExitAsync(CancellationToken cancellationToken = default)
    {
        await _shell.WaitForExitAsync(cancellationToken);
        return _shell.ExitCode;
    }

    /// <summary>Kills the program.</summary>
    public ValueTask DisposeAsync() => EndAsync(_shell);

    private static async ValueTask EndAsync(Process shell)
    {
        shell.StandardInput.Close();
        await shell.WaitForExitAsync();
        shell.Dispose();
    }
}
