using System.Globalization;
using System.Text.RegularExpressions;

namespace SidekiqCluster.Redis;

/// <summary>
/// A shard's address as a URL: <c>redis://</c>, <c>rediss://</c>, <c>redis-sentinel://</c> or <c>rediss-sentinel://</c>.
/// </summary>
/// <remarks>
/// Not <see cref="Uri"/>: it knows one host only. Messages never repeat what stands between the slashes and the last
/// <c>@</c>, nor anything that may be a password in the wrong place.
/// </remarks>
internal sealed partial record ConnectionUrl
{
    /// <summary>Where sentinels listen unless told otherwise.</summary>
    public const int SentinelPort = 26379;

    private const int RedisPort = 6379;

    public bool Tls { get; private init; }

    public bool IsSentinel { get; private init; }

    public IReadOnlyList<(string Host, int Port)> Hosts { get; private init; } = [];

    /// <summary>Null for the default user.</summary>
    public string? User { get; private init; }

    public string? Password { get; private init; }

    /// <summary>The name that the sentinels know the master by; null when this is no sentinel URL.</summary>
    public string? MasterName { get; private init; }

    public int Database { get; private init; }

    public string? CertificateAuthority { get; private init; }

    public bool VerifyCertificate { get; private init; } = true;

    public string? SentinelUser { get; private init; }

    public string? SentinelPassword { get; private init; }

    /// <summary>Whether a text is meant as a URL rather than as a connection string.</summary>
    public static bool IsUrl(string text) => SchemePattern().IsMatch(text);

    /// <exception cref="FormatException">The text is no URL that we know; the message says which part.</exception>
    public static ConnectionUrl Parse(string text)
    {
        var scheme = text[..text.IndexOf("://", StringComparison.Ordinal)].ToLowerInvariant();
        var rest = text[(scheme.Length + "://".Length)..];
        if (scheme is not ("redis" or "rediss" or "redis-sentinel" or "rediss-sentinel"))
        {
            throw Bad($"scheme '{scheme}' is unknown; use redis://, rediss://, redis-sentinel:// or rediss-sentinel://");
        }

        if (rest.Contains('#', StringComparison.Ordinal))
        {
            throw Bad("it has a '#'; write %23 for one in a user name or password");
        }

        var end = rest.IndexOfAny(['/', '?']);
        var (authority, tail) = end < 0 ? (rest, string.Empty) : (rest[..end], rest[end..]);
        if (tail.Contains('@', StringComparison.Ordinal))
        {
            throw Bad("an '@' stands after the host; in a user or password write %2F for '/', %3F for '?', %40 for '@'");
        }

        var isSentinel = scheme.EndsWith("sentinel", StringComparison.Ordinal);
        var at = authority.LastIndexOf('@');
        var (user, password) = at < 0 ? (null, null) : ReadUserInfo(authority[..at]);
        var url = new ConnectionUrl
        {
            Tls = scheme.StartsWith("rediss", StringComparison.Ordinal),
            IsSentinel = isSentinel,
            Hosts = ReadHosts(authority[(at + 1)..], isSentinel),
            User = user,
            Password = password,
        };
        var query = tail.IndexOf('?', StringComparison.Ordinal);
        url = url.WithPath(query < 0 ? tail : tail[..query]);
        return query < 0 ? url : url.WithQuery(tail[(query + 1)..]);
    }

    /// <summary>Nothing of it: it may hold a password.</summary>
    public override string ToString() => nameof(ConnectionUrl);

    private static (string? User, string? Password) ReadUserInfo(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon < 0
            ? (null, NullIfEmpty(Decode(text)))
            : (NullIfEmpty(Decode(text[..colon])), NullIfEmpty(Decode(text[(colon + 1)..])));
    }

    private static (string Host, int Port)[] ReadHosts(string text, bool isSentinel)
    {
        var parts = text.Split(',');
        if (parts.Length > 1 && !isSentinel)
        {
            throw Bad("it has several hosts; only redis-sentinel:// takes more than one");
        }

        if (isSentinel && text.Length == 0)
        {
            throw Bad("it names no sentinel; use redis-sentinel://HOST:26379/MASTER");
        }

        return Array.ConvertAll(parts, part => ReadHost(part, isSentinel ? SentinelPort : RedisPort));
    }

    private static (string Host, int Port) ReadHost(string text, int defaultPort)
    {
        var match = HostPattern().Match(text);
        if (!match.Success)
        {
            throw Bad("its host is none; use a name, an IPv4 address or an IPv6 address in brackets, then :PORT");
        }

        var host = match.Groups["v6"] is { Success: true } v6 ? v6.Value : match.Groups["host"].Value;
        return (host.Length == 0 ? "localhost" : host, ReadPort(match.Groups["port"], defaultPort));
    }

    private static int ReadPort(Group port, int defaultPort) =>
        !port.Success ? defaultPort
        : int.TryParse(port.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number is > 0 and < 65536
            ? number
            : throw Bad("its port is none; use a number from 1 to 65535");

    private static int ReadDatabase(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Bad("its database is none; use a number: 0, 1, 2 ...");

    private static string Decode(string text) => Uri.UnescapeDataString(text);

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;

    private static FormatException Bad(string what) => new($"The Redis URL cannot be used: {what}.");

    private ConnectionUrl WithPath(string path)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (!IsSentinel)
        {
            return parts.Length switch
            {
                0 => this,
                1 => this with { Database = ReadDatabase(parts[0]) },
                _ => throw Bad("its path has several parts; use redis://HOST:PORT/DB"),
            };
        }

        return parts.Length switch
        {
            1 => this with { MasterName = Decode(parts[0]) },
            2 => this with { MasterName = Decode(parts[0]), Database = ReadDatabase(parts[1]) },
            _ => throw Bad("its path must name the master and may name a database; use redis-sentinel://HOST:26379/MASTER/DB"),
        };
    }

    private ConnectionUrl WithQuery(string query)
    {
        var url = this;
        foreach (var part in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            var value = equals < 0 ? string.Empty : Decode(part[(equals + 1)..]);
            url = (equals < 0 ? part : part[..equals]) switch
            {
                "db" => url with { Database = ReadDatabase(value) },
                "ca" => url with { CertificateAuthority = value },
                "verify" when value is "none" or "peer" => url with { VerifyCertificate = value == "peer" },
                "verify" => throw Bad("its verify is neither 'peer' nor 'none'"),
                "sentinel_user" => url with { SentinelUser = value },
                "sentinel_password" => url with { SentinelPassword = value },
                _ => throw Bad("its query has an unknown name; use db, ca, verify, sentinel_user or sentinel_password"),
            };
        }

        return url;
    }

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9+.-]*://")]
    private static partial Regex SchemePattern();

    [GeneratedRegex(@"\A(?:\[(?<v6>[0-9A-Fa-f:.%]+)\]|(?<host>[A-Za-z0-9._-]*))(?::(?<port>.*))?\z")]
    private static partial Regex HostPattern();
}
