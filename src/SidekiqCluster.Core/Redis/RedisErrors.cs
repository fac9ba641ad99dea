using StackExchange.Redis;

namespace SidekiqCluster.Redis;

/// <summary>
/// Redis's refusals and the client library's exceptions in our words: what happened, to which shard and key, and what
/// to do. Never a payload, an argument or a password.
/// </summary>
internal static class RedisErrors
{
    private const string ClusterMode =
        "has cluster mode enabled, which Sidekiq does not support; give the address of a Redis without it";

    private const string ReadOnly = "is a read-only replica; give the address of its master.";

    /// <summary>Whether the exception is one that <see cref="Translate"/> knows.</summary>
    public static bool IsFromRedis(Exception exception) =>
        exception is RedisException or RedisTimeoutException or RedisCommandException;

    /// <summary>The exception as one of ours.</summary>
    /// <param name="exception">What the client library threw.</param>
    /// <param name="place">The shard.</param>
    /// <param name="key">The key that was asked for; null when it was none or several.</param>
    public static SidekiqClusterException Translate(Exception exception, ShardPlace place, RedisKey key = default) =>
        exception switch
        {
            RedisServerException server => FromReply(server.Message, place, key, server),
            RedisTimeoutException => Unreachable(
                place, "did not answer in time; see whether the server is busy, or allow more time", exception),
            RedisConnectionException { FailureType: ConnectionFailureType.AuthenticationFailure } connection =>
                FromReply(connection.InnerException?.Message ?? "NOAUTH", place, key, connection),
            RedisConnectionException => Unreachable(
                place, "is not connected; see whether the server runs and can be reached", exception),
            _ => new($"{place} cannot be asked this: {OneLine(exception.Message)}", place.Shard, exception),
        };

    /// <summary>An error reply of Redis as one of our exceptions.</summary>
    public static SidekiqClusterException FromReply(
        string reply, ShardPlace place, RedisKey key = default, Exception? inner = null)
    {
        var text = OneLine(reply);
        var words = text.Split(' ', ':', '-');
        return true switch
        {
            _ when Code("NOAUTH") => Denied(place, "asks for a password; put one into the connection", inner),
            _ when Code("WRONGPASS") || Has("invalid password") => Denied(
                place, "refused the user or password; correct them in the connection", inner),
            _ when Has("DENIED Redis is running in protected mode") => Denied(
                place, "runs in protected mode and refuses other hosts; set a password or bind on the server", inner),
            _ when Code("NOPERM") || Has("user executing the script can't") || Has("ACL failure in script") => Denied(
                place, $"forbids the user {Forbidden(text, key)}; allow it with ACL SETUSER", inner),
            _ when Has("unknown command") || Has("unknown subcommand") || Has("Unknown Redis command called from") =>
                Unsupported(place, $"does not know the command{Quoted(text)}", inner),
            _ when Code("LOADING") => Unreachable(place, "is loading its data; ask again in a moment", inner),
            _ when Code("MASTERDOWN") => Unreachable(
                place, "is a replica without its master and keeps its stale data to itself; ask the master", inner),
            _ when Has("max number of clients") || Code("MAXCLIENTS") => Unreachable(
                place, "has no room for another client; raise maxclients or close some", inner),
            _ when Code("BUSY") => Unreachable(place, "runs a slow script; ask again when it is done", inner),
            _ when Code("CLUSTERDOWN") || Code("MOVED") || Code("ASK") || Code("CROSSSLOT") || Code("TRYAGAIN") =>
                Unsupported(place, ClusterMode, inner),
            _ when Code("WRONGTYPE") => new(
                $"{place} holds another type than Sidekiq's under {KeyText(NamedKey(text) ?? key)}; look at it with TYPE.",
                place.Shard,
                inner),
            _ when Code("OOM") => new(
                $"{place} is full; raise maxmemory or make room.", place.Shard, inner),
            _ when Code("READONLY") => new($"{place} {ReadOnly}", place.Shard, inner),
            _ when Code("NOSCRIPT") => new($"{place} has forgotten a script; ask again.", place.Shard, inner),
            _ when Has("DB index is out of range") || Has("invalid database index") => new(
                $"{place} does not have this database; its number must be below the server's 'databases'.",
                place.Shard,
                inner),
            _ => new($"{place} answered with an error: {text}", place.Shard, inner),
        };

        // A script's error has the code in the middle before Redis 7.0.
        bool Code(string code) => words.Contains(code, StringComparer.Ordinal);

        bool Has(string part) => text.Contains(part, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Whether a replica was asked to write; before a failover is over, even the coming master refuses so.</summary>
    public static bool IsReadOnly(SidekiqClusterException exception) => exception.Message.EndsWith(ReadOnly, StringComparison.Ordinal);

    /// <summary>Whether the server asks for no password and says that it got one, which keeps nobody out.</summary>
    public static bool IsNeedlessPassword(string reply) =>
        reply.Contains("without any password configured", StringComparison.Ordinal);

    /// <summary>The shard is a cluster node.</summary>
    public static ShardUnsupportedException IsCluster(ShardPlace place) => Unsupported(place, ClusterMode, null);

    /// <summary>An exception for a shard that did not answer.</summary>
    public static ShardUnreachableException Unreachable(ShardPlace place, string what, Exception? inner) =>
        new($"{place} {what}.", place.Shard, inner);

    /// <summary>An exception for a shard that refused us.</summary>
    public static ShardAccessDeniedException Denied(ShardPlace place, string what, Exception? inner) =>
        new($"{place} {what}.", place.Shard, inner);

    /// <summary>An exception for a shard that Sidekiq or we cannot use.</summary>
    public static ShardUnsupportedException Unsupported(ShardPlace place, string what, Exception? inner) =>
        new($"{place} {what}.", place.Shard, inner);

    // Redis repeats a command's arguments after these words.
    private static string OneLine(string text)
    {
        var end = text.IndexOf(", with args", StringComparison.Ordinal);
        return string.Join(' ', (end < 0 ? text : text[..end]).Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries));
    }

    private static string Forbidden(string text, RedisKey key) =>
        text.Contains("keys", StringComparison.Ordinal) ? ((string?)key is null ? "a key that this needs, Sidekiq's or our receipt's" : KeyText(key))
        : Quoted(text) is { Length: > 0 } command ? "the command" + command
        : "a command of a script";

    /// <summary>The key that a script of ours names, which may work on several; null when the reply is Redis's own.</summary>
    private static RedisKey? NamedKey(string text)
    {
        const string Start = "WRONGTYPE ";
        var end = text.IndexOf(" is a ", StringComparison.Ordinal);
        return text.StartsWith(Start, StringComparison.Ordinal) && end > 0 ? (RedisKey)text[Start.Length..end] : default(RedisKey?);
    }

    private static string KeyText(RedisKey key) => (string?)key is { } text ? $"the key '{text}'" : "one of Sidekiq's keys";

    /// <summary>The first quoted word, upper case, after a blank; empty when there is none.</summary>
    private static string Quoted(string text)
    {
        var start = text.IndexOfAny(['\'', '`']);
        var end = start < 0 ? -1 : text.IndexOfAny(['\'', '`'], start + 1);
        return end < 0 ? string.Empty : " " + text[(start + 1)..end].ToUpperInvariant();
    }
}
