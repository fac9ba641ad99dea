using System.Globalization;
using System.Text;

namespace SidekiqCluster.LocalServers;

/// <summary>
/// A <c>redis-server</c> process without persistence, in a temporary folder. It ends with this object, or with this
/// process.
/// </summary>
public sealed class RedisServer : LocalServer
{
    private const int Databases = 512;
    private const int Attempts = 5;

    private readonly DirectoryInfo _folder;
    private readonly IReadOnlyCollection<string> _options;
    private LeashedProcess _process;

    private RedisServer(int port, LeashedProcess process, DirectoryInfo folder, IReadOnlyCollection<string> options)
        : base(port)
    {
        _process = process;
        _folder = folder;
        _options = options;
    }

    /// <summary>Whether <c>redis-server</c> is on the PATH.</summary>
    public static bool IsInstalled { get; } = Programs.Find("redis-server") is not null;

    /// <inheritdoc/>
    public override bool IsRedis => true;

    /// <inheritdoc/>
    public override int DatabaseCount => Databases;

    /// <summary>Starts a server with these options on top of our own, and waits until it takes connections.</summary>
    /// <exception cref="InvalidOperationException"><c>redis-server</c> is not there or refuses to start.</exception>
    public static async Task<RedisServer> StartAsync(
        IReadOnlyCollection<string> options, CancellationToken cancellationToken = default)
    {
        var program = Programs.Find("redis-server")
            ?? throw new InvalidOperationException("redis-server is not on the PATH; install it, or use the embedded Garnet.");
        for (var attempt = 1; ; attempt++)
        {
            var folder = Directory.CreateTempSubdirectory("sidekiq-cluster-redis-");
            var port = FreePort.Reserve();
            var output = new StringBuilder();
            LeashedProcess? process = null;
            try
            {
                process = await TryStartProcessAsync(program, Arguments(folder.FullName, port, options), output, cancellationToken);
            }
            finally
            {
                if (process is null)
                {
                    folder.Delete(recursive: true);
                }
            }

            if (process is not null)
            {
                return new RedisServer(port, process, folder, options);
            }

            if (attempt == Attempts || !output.ToString().Contains("Address already in use", StringComparison.Ordinal))
            {
                throw new InvalidOperationException($"redis-server did not start: {output}");
            }
        }
    }

    /// <summary>Kills the process as a crash would. What it keeps in its folder stays.</summary>
    public ValueTask KillAsync() => _process.DisposeAsync();

    /// <summary>Starts it again after <see cref="KillAsync"/>: the same port, folder and options.</summary>
    public async Task RestartAsync(CancellationToken cancellationToken = default)
    {
        var output = new StringBuilder();
        _process = await TryStartProcessAsync(Programs.Find("redis-server")!, Arguments(_folder.FullName, Port, _options), output, cancellationToken)
            ?? throw new InvalidOperationException($"redis-server did not start again: {output}");
    }

    /// <summary>Stops the process where it is: connections stay, and nothing is answered until <see cref="WakeAsync"/>.</summary>
    public Task HangAsync(CancellationToken cancellationToken = default) => _process.SignalAsync("STOP", cancellationToken);

    /// <summary>Lets it go on after <see cref="HangAsync"/>.</summary>
    public Task WakeAsync(CancellationToken cancellationToken = default) => _process.SignalAsync("CONT", cancellationToken);

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    /// <summary>Starts it and waits until it is ready; null when it ended instead.</summary>
    private static async Task<LeashedProcess?> TryStartProcessAsync(
        string program, IEnumerable<string> arguments, StringBuilder output, CancellationToken cancellationToken)
    {
        var process = await LeashedProcess.StartAsync(program, arguments, environment: null, cancellationToken);
        var isReady = false;
        try
        {
            isReady = await IsReadyAsync(process, output, cancellationToken);
        }
        finally
        {
            if (!isReady)
            {
                await process.DisposeAsync();
            }
        }

        if (!isReady)
        {
            return null;
        }

        _ = process.Output.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
        return process;
    }

    private static string[] Arguments(string folder, int port, IReadOnlyCollection<string> options) =>
    [
        "--bind", "127.0.0.1", "--port", port.ToString(CultureInfo.InvariantCulture), "--dir", folder,
        "--save", "", "--appendonly", "no", "--databases", Databases.ToString(CultureInfo.InvariantCulture),
        .. options,
    ];

    private static async Task<bool> IsReadyAsync(LeashedProcess process, StringBuilder output, CancellationToken cancellationToken)
    {
        while (await process.Output.ReadLineAsync(cancellationToken) is { } line)
        {
            output.AppendLine(line);
            if (line.Contains("Ready to accept connections", StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
