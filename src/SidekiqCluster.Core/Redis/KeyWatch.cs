using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using StackExchange.Redis;

namespace SidekiqCluster.Redis;

/// <summary>
/// Tells whether a key was written since a moment, whoever did it and by whatever command: <c>WATCH</c> on a connection of its
/// own, on which no transaction is ever made, and the mark that the server sets on that connection for the first write. It
/// writes nothing. For one caller at a time.
/// </summary>
/// <remarks>
/// The server sets the mark for each change of the key, or of anything that replaces it: DEL, RENAME, RESTORE, COPY, SWAPDB, FLUSHDB, expiry,
/// eviction, a replica's new synchronisation, commands inside of scripts and transactions. It is read from <c>CLIENT INFO</c>
/// (flag <c>d</c>), which leaves it as it is, where <c>EXEC</c> would end the watching. Servers that do not show what
/// <c>CLIENT INFO</c> is to show are found out when the connection is opened, by the flag of an open transaction.
/// </remarks>
/// <param name="link">The connection over which the key is read: this one leads to the same server.</param>
/// <param name="settings">How it is opened.</param>
/// <param name="key">The key.</param>
internal sealed class KeyWatch(BulkLink link, ConnectionSettings settings, RedisKey key) : IAsyncDisposable
{
    private readonly string _key = key.ToString();
    private PlainConnection? _connection;
    private ReplyReader? _replies;
    private EndPoint? _endPoint;
    private long _begun;
    private long? _refused;

    /// <summary>Begins to watch, anew. What is read after that is as it is as long as the key is untouched. One round trip.</summary>
    /// <returns>What tells this moment; null where the server cannot be watched: then other means must do.</returns>
    public async Task<WatchMark?> BeginAsync(CancellationToken cancellationToken)
    {
        await link.GetAsync(cancellationToken).ConfigureAwait(false);
        var (endPoint, switches) = link.Place;
        if (endPoint is null || _refused == switches)
        {
            return null;
        }

        var hasBegun = await GuardAsync(() => BeginAsync(endPoint, switches), cancellationToken).ConfigureAwait(false);
        return hasBegun ? new WatchMark(++_begun, switches) : null;
    }

    /// <summary>Whether nobody has written the key since, and it has that length. One round trip, O(1).</summary>
    public async Task<bool> IsUntouchedAsync(WatchMark mark, long length, CancellationToken cancellationToken)
    {
        // That asks for the connection shows whether it is still the same.
        await link.GetAsync(cancellationToken).ConfigureAwait(false);
        return _connection is not null
            && new WatchMark(_begun, link.Place.Switches) == mark
            && await GuardAsync(() => IsUntouchedAsync(length), cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        if (_connection is not null)
        {
            _replies?.Dispose();
            await _connection.DisposeAsync().ConfigureAwait(false);
            _connection = null;
        }
    }

    private async Task<bool> BeginAsync(EndPoint endPoint, long switches)
    {
        if (_connection is null || !endPoint.Equals(_endPoint))
        {
            await DisposeAsync().ConfigureAwait(false);
            if (!await OpenAsync(endPoint).ConfigureAwait(false))
            {
                _refused = switches;
                return false;
            }
        }

        // UNWATCH takes the mark off.
        var replies = await AskAsync(2, ["UNWATCH"], ["WATCH", _key]).ConfigureAwait(false);
        return Array.TrueForAll(replies, static reply => reply == "+OK");
    }

    private async Task<bool> OpenAsync(EndPoint endPoint)
    {
        _connection = await PlainConnection.OpenAsync(settings, endPoint, CancellationToken.None).ConfigureAwait(false);
        _replies = new ReplyReader(_connection.Stream);
        _endPoint = endPoint;
        if (PlainConnection.Login(settings) is { Length: > 0 } login)
        {
            await _connection.Stream.WriteAsync(login).ConfigureAwait(false);
            await _replies.ReadAsync().ConfigureAwait(false);
        }

        var name = settings.Configuration.ClientName ?? string.Empty;
        var replies = await AskAsync(
            5,
            ["CLIENT", "SETNAME", name],
            ["SELECT", $"{settings.Database}"],
            ["MULTI"],
            ["CLIENT", "INFO"],
            ["EXEC"]).ConfigureAwait(false);
        return replies is [_, "+OK", "+OK", "+QUEUED", var info] && FlagsOf(info)?.Contains('x', StringComparison.Ordinal) == true;
    }

    private async Task<bool> IsUntouchedAsync(long length)
    {
        // ZCARD deletes a set whose time is over, which counts as writing it.
        var replies = await AskAsync(2, ["ZCARD", _key], ["CLIENT", "INFO"]).ConfigureAwait(false);
        return replies is [var members, var info]
            && members == $":{length}"
            && FlagsOf(info)?.Contains('d', StringComparison.Ordinal) == false;
    }

    private async Task<string[]> AskAsync(int count, params string[][] commands)
    {
        await _connection!.Stream.WriteAsync(commands.SelectMany(static command => PlainConnection.Command(command)).ToArray())
            .ConfigureAwait(false);
        var replies = new string[count];
        for (var i = 0; i < count; i++)
        {
            replies[i] = await _replies!.ReadAsync().ConfigureAwait(false);
        }

        return replies;
    }

    private async Task<bool> GuardAsync(Func<Task<bool>> ask, CancellationToken cancellationToken)
    {
        var isAnswered = false;
        try
        {
            var answer = await ask().WaitAsync(TimeSpan.FromMilliseconds(settings.Configuration.AsyncTimeout), cancellationToken)
                .ConfigureAwait(false);
            isAnswered = true;
            return answer;
        }
        catch (Exception e) when (e is SocketException or IOException or AuthenticationException or TimeoutException or ObjectDisposedException)
        {
            return false;
        }
        finally
        {
            if (!isAnswered)
            {
                // Replies may be under way that nobody waits for.
                await DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private static string? FlagsOf(string info) =>
        info.Split(' ').FirstOrDefault(static field => field.StartsWith("flags=", StringComparison.Ordinal))?["flags=".Length..];

    /// <summary>Reads replies as text, one after another.</summary>
    private sealed class ReplyReader(Stream stream) : IDisposable
    {
        private readonly StreamReader _lines = new(stream, Encoding.Latin1);

        /// <summary>The next reply with its type before it; what an array holds, with a blank before each.</summary>
        public async Task<string> ReadAsync()
        {
            var line = await _lines.ReadLineAsync().ConfigureAwait(false) ?? throw new EndOfStreamException();
            var length = line is ['$' or '*', .. var digits] && int.TryParse(digits, out var count) ? count : -1;
            if (length < 0)
            {
                return line;
            }

            if (line[0] == '$')
            {
                var text = new char[length + 2];
                return await _lines.ReadBlockAsync(text).ConfigureAwait(false) == text.Length
                    ? new string(text, 0, length)
                    : throw new EndOfStreamException();
            }

            var items = new StringBuilder();
            for (var i = 0; i < length; i++)
            {
                items.Append(' ').Append(await ReadAsync().ConfigureAwait(false));
            }

            return items.ToString();
        }

        public void Dispose() => _lines.Dispose();
    }
}
