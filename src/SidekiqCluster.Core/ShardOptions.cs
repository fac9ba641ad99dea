using System.Text.RegularExpressions;
using SidekiqCluster.Clients;
using SidekiqCluster.Redis;

namespace SidekiqCluster;

/// <summary>How to reach one shard, and how to read it.</summary>
public sealed partial record ShardOptions
{
    private static readonly TimeSpan MinTimeout = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan MaxTimeout = TimeSpan.FromMinutes(10);

    /// <summary>The shard's name in answers and messages.</summary>
    /// <value>Default <c>default</c>; a letter or digit, then letters, digits, <c>.</c>, <c>_</c> or <c>-</c>.</value>
    public string Name { get; init; } = "default";

    /// <summary>Where the shard's Redis is. Never printed, since it may hold a password.</summary>
    /// <value>
    /// A StackExchange.Redis connection string (<c>host:6379,password=...</c>; with <c>serviceName=...</c> the hosts are
    /// sentinels), or a URL: <c>redis://user:password@host:6379/0</c>, <c>rediss://</c> for TLS,
    /// <c>redis-sentinel://password@sentinel1:26379,sentinel2/mymaster/0</c>. User and password are percent-encoded; a
    /// user without password is the password, as in Ruby's client. Queries: <c>db</c>, <c>ca</c> (see
    /// <see cref="CertificateAuthority"/>), <c>verify=none</c> (see <see cref="VerifyCertificate"/>),
    /// <c>sentinel_user</c>, <c>sentinel_password</c>.
    /// </value>
    public required string Connection { get; init; }

    /// <summary>The namespace before every key, as the redis-namespace gem wrote it; with or without the last colon.</summary>
    /// <value>Default empty: none.</value>
    public string KeyPrefix { get; init; } = string.Empty;

    /// <summary>
    /// Whether reads go to a replica when one is connected: listed beside its master in <see cref="Connection"/>, or
    /// known to the sentinels. Answers may then be as old as its replication lag.
    /// </summary>
    /// <value>Default false.</value>
    public bool PreferReplica { get; init; }

    /// <summary>The name of our connections in <c>CLIENT LIST</c>.</summary>
    /// <value>Default null: the connection string's <c>name</c>, else <c>sidekiq-cluster</c>. ASCII, no blanks.</value>
    public string? ClientName { get; init; }

    /// <summary>How long connecting, and then each command, may take before the shard counts as unreachable.</summary>
    /// <value>Default null: what the connection string says, else 5 s. From 100 ms to 10 min.</value>
    public TimeSpan? Timeout { get; init; }

    /// <summary>A PEM file with the authority of the server's certificate, when the system does not know it.</summary>
    /// <value>Default null: the <c>ca</c> of the URL, else the system's authorities alone.</value>
    public string? CertificateAuthority { get; init; }

    /// <summary>Whether the server's certificate must be valid. If not, anybody in between can read along.</summary>
    /// <value>Default true, unless the URL says <c>verify=none</c>.</value>
    public bool VerifyCertificate { get; init; } = true;

    /// <summary>The clock for ages and latencies.</summary>
    /// <value>Default <see cref="TimeProvider.System"/>.</value>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>In which unit the times of a job are written when one is pushed or put into a queue.</summary>
    /// <value>Default <see cref="TimestampUnit.Automatic"/>: what the oldest living process understands.</value>
    public TimestampUnit TimestampUnit { get; init; }

    /// <summary>All that is random in pushes; null for what is random indeed. A test gives its own.</summary>
    internal PushRandom? Random { get; init; }

    /// <summary>Checks every property without connecting; <see cref="SidekiqShard"/> does the same when it connects.</summary>
    /// <exception cref="ArgumentException">A property breaks its rule; the message names it.</exception>
    /// <exception cref="FormatException"><see cref="Connection"/> is neither a connection string nor a URL.</exception>
    public void Validate() => ConnectionSettings.From(this);

    /// <summary>The name alone: a connection may hold a password.</summary>
    public override string ToString() => $"shard {Name}";

    internal void ValidateAllButConnection()
    {
        Check(
            NameRule().IsMatch(Name),
            $"{nameof(Name)} is '{Name}'; use a letter or digit, then letters, digits, '.', '_' or '-'.");
        Check(Connection.Length > 0, $"{nameof(Connection)} is empty; use host:port or redis://host:port/db.");
        Check(
            ClientName is null || (ClientName.Length > 0 && ClientName.All(c => c is > ' ' and <= '~' and not ',')),
            $"{nameof(ClientName)} is '{ClientName}'; use printable ASCII without blanks and commas.");
        Check(
            Timeout is null || (Timeout >= MinTimeout && Timeout <= MaxTimeout),
            $"{nameof(Timeout)} is {Timeout}; use {MinTimeout} to {MaxTimeout}.");
        Check(
            CertificateAuthority is null || File.Exists(CertificateAuthority),
            $"{nameof(CertificateAuthority)} is '{CertificateAuthority}'; there is no such file.");
    }

    private static void Check(bool holds, string message)
    {
        if (!holds)
        {
            throw new ArgumentException(message);
        }
    }

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]*\z")]
    private static partial Regex NameRule();
}
