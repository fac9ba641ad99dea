using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace SidekiqCluster.LocalServers;

/// <summary>A <c>redis-server</c> process without persistence, in a temporary folder, killed by its id on disposal.</summary>
public sealed class RedisServer : LocalServer
{
    private const int Databases = 512;
    private const int Attempts = 5;

    private readonly Process _process;
    private readonly DirectoryInfo _folder;

    private RedisServer(int port, Process process, DirectoryInfo folder)
        : base(port)
    {
        _process = process;
        _folder = folder;
        AppDomain.CurrentDomain.ProcessExit += OnProcessExit;
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
            var process = Process.Start(StartInfo(program, folder.FullName, port, options))!;
            var output = new StringBuilder();
            if (await IsReadyAsync(process, output, cancellationToken))
            {
                _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
                return new RedisServer(port, process, folder);
            }

            process.Dispose();
            folder.Delete(recursive: true);
            if (attempt == Attempts || !output.ToString().Contains("Address already in use", StringComparison.Ordinal))
            {
                throw new InvalidOperationException($"redis-server did not start: {output}");
            }
        }
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnProcessExit;
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private static ProcessStartInfo StartInfo(
        string program, string folder, int port, IReadOnlyCollection<string> options) =>
        new(program,
        [
            "--bind", "127.0.0.1", "--port", port.ToString(CultureInfo.InvariantCulture), "--dir", folder,
            "--save", "", "--appendonly", "no", "--databases", Databases.ToString(CultureInfo.InvariantCulture),
            .. options,
        ])
        {
            RedirectStandardOutput = true,
        };

    private static async Task<bool> IsReadyAsync(Process process, StringBuilder output, CancellationToken cancellationToken)
    {
        while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            output.AppendLine(line);
            if (line.Contains("Ready to accept connections", StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private void OnProcessExit(object? sender, EventArgs e) => _process.Kill();
}
