using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using SidekiqCluster.LocalServers;
using StackExchange.Redis;

namespace SidekiqCluster.Redis.Tests.DataApi.Access;

/// <summary>Listens to every command that reaches a server, those inside scripts included: <c>MONITOR</c>.</summary>
internal sealed partial class CommandWatch : IAsyncDisposable
{
    private readonly TcpClient _client;
    private readonly StreamReader _lines;

    private CommandWatch(TcpClient client)
    {
        _client = client;
        _lines = new StreamReader(client.GetStream(), Encoding.Latin1);
    }

    public static async Task<CommandWatch> StartAsync(LocalServer server, CancellationToken cancellationToken)
    {
        var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", server.Port, cancellationToken);
        await client.GetStream().WriteAsync("MONITOR\r\n"u8.ToArray(), cancellationToken);
        var watch = new CommandWatch(client);
        Assert.Equal("+OK", await watch._lines.ReadLineAsync(cancellationToken));
        return watch;
    }

    /// <summary>The commands so far, in upper case; those of scripts are preceded by <c>lua</c>.</summary>
    /// <param name="admin">Marks the end on the same server.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public async Task<IReadOnlyList<string>> StopAsync(ConnectionMultiplexer admin, CancellationToken cancellationToken)
    {
        var mark = Guid.NewGuid().ToString();
        await admin.GetDatabase().ExecuteAsync("ECHO", mark);
        var commands = new List<string>();
        while (await _lines.ReadLineAsync(cancellationToken) is { } line && !line.Contains(mark, StringComparison.Ordinal))
        {
            var match = CommandLine().Match(line);
            Assert.True(match.Success, line);
            commands.Add((match.Groups["lua"].Success ? "lua " : "") + match.Groups["name"].Value.ToUpperInvariant());
        }

        return commands;
    }

    public ValueTask DisposeAsync()
    {
        _lines.Dispose();
        _client.Dispose();
        return ValueTask.CompletedTask;
    }

    [GeneratedRegex("""^\+[0-9.]+ \[[0-9]+ (?:(?<lua>lua)|[^\]]*)\] "(?<name>[^"]+)".*$""")]
    private static partial Regex CommandLine();
}
