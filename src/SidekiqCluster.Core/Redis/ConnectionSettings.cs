using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Security;
using StackExchange.Redis;

namespace SidekiqCluster.Redis;

/// <summary>What StackExchange.Redis is told for one shard: the user's connection, and what is the same for all.</summary>
/// <param name="Configuration">For the multiplexer.</param>
/// <param name="Keys">The shard's key names.</param>
/// <param name="Place">The shard's name and address, for messages.</param>
/// <param name="Validation">The check of the server's certificate; null for the system's own.</param>
internal sealed record ConnectionSettings(
    ConfigurationOptions Configuration, RedisKeys Keys, ShardPlace Place, RemoteCertificateValidationCallback? Validation)
{
    private const string DefaultClientName = "sidekiq-cluster";
    private static readonly TimeSpan FirstReconnect = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan SlowestReconnect = TimeSpan.FromSeconds(5);

    // What the multiplexer would send on its own account although a viewer's ACL forbids it. HELLO and INFO tell it
    // all it needs; which databases there are is asked with SELECT.
    private static readonly HashSet<string> Unsent = ["CONFIG", "CLUSTER", "SUBSCRIBE", "PSUBSCRIBE"];

    /// <summary>The name that the sentinels know the master by; null when the address is a Redis itself.</summary>
    public string? MasterName => string.IsNullOrEmpty(Configuration.ServiceName) ? null : Configuration.ServiceName;

    public int Database => Math.Max(0, Configuration.DefaultDatabase ?? 0);

    /// <exception cref="ArgumentException">A property breaks its rule.</exception>
    /// <exception cref="FormatException">The connection is neither a connection string nor a URL.</exception>
    public static ConnectionSettings From(ShardOptions options)
    {
        options.ValidateAllButConnection();
        var (configuration, url) = Read(options.Connection);
        var validation = CertificateCheck.For(
            options.CertificateAuthority ?? url?.CertificateAuthority,
            options.VerifyCertificate && url?.VerifyCertificate != false);
        if (validation is not null)
        {
            configuration.CertificateValidation += validation;
        }

        Settle(configuration, options);
        return new ConnectionSettings(
            configuration,
            new RedisKeys(PrefixOf(options.KeyPrefix)),
            ShardPlace.Of(options.Name, configuration),
            validation);
    }

    /// <summary>What the library is told for a Redis that is no shard.</summary>
    /// <exception cref="FormatException">The connection is neither a connection string nor a URL.</exception>
    public static ConfigurationOptions ForStore(string connection) => Read(connection).Configuration;

    private static (ConfigurationOptions Configuration, ConnectionUrl? Url) Read(string connection)
    {
        var url = ConnectionUrl.IsUrl(connection) ? ConnectionUrl.Parse(connection) : null;
        return (url is null ? FromText(connection) : FromUrl(url), url);
    }

    private static void Settle(ConfigurationOptions configuration, ShardOptions options)
    {
        configuration.AbortOnConnectFail = true;
        configuration.ConnectRetry = 1;
        configuration.BacklogPolicy = BacklogPolicy.FailFast;
        configuration.ReconnectRetryPolicy =
            new ExponentialRetry((int)FirstReconnect.TotalMilliseconds, (int)SlowestReconnect.TotalMilliseconds);
        configuration.ConfigurationChannel = string.Empty;
        configuration.TieBreaker = string.Empty;
        configuration.ClientName = options.ClientName ?? configuration.ClientName ?? DefaultClientName;
        configuration.IncludeDetailInExceptions = false;

        // The library files INFO under "admin"; it is the only such command that we send.
        configuration.AllowAdmin = true;
        if (!options.Connection.Contains(",$", StringComparison.Ordinal))
        {
            configuration.CommandMap = CommandMap.Create(Unsent, available: false);
        }

        if (options.Timeout is { } timeout)
        {
            var milliseconds = (int)timeout.TotalMilliseconds;
            configuration.ConnectTimeout = configuration.AsyncTimeout = configuration.SyncTimeout = milliseconds;
        }
    }

    private static ConfigurationOptions FromUrl(ConnectionUrl url)
    {
        var configuration = new ConfigurationOptions
        {
            Ssl = url.Tls,
            User = url.User,
            Password = url.Password,
            DefaultDatabase = url.Database,
            ServiceName = url.MasterName,
            SentinelUser = url.SentinelUser,
            SentinelPassword = url.SentinelPassword,
        };
        foreach (var (host, port) in url.Hosts)
        {
            configuration.EndPoints.Add(host, port);
        }

        return configuration;
    }

    // The library's own message repeats the part that it stumbled on, which may be the rest of a password with a comma.
    private static ConfigurationOptions FromText(string text)
    {
        if (!TryParse(text, out var configuration))
        {
            throw new FormatException($"The Redis connection string cannot be used: part {BadPart(text)} of its "
                + "comma-separated parts is no host and no option of StackExchange.Redis.");
        }

        SetDefaultPorts(configuration);
        return configuration.EndPoints.Count > 0
            ? configuration
            : throw new FormatException("The Redis connection string names no host; use host:6379,option=value,...");
    }

    private static void SetDefaultPorts(ConfigurationOptions configuration)
    {
        if (configuration.ServiceName is { Length: > 0 })
        {
            var sentinels = configuration.EndPoints.ToArray();
            configuration.EndPoints.Clear();
            foreach (var sentinel in sentinels)
            {
                configuration.EndPoints.Add(sentinel switch
                {
                    DnsEndPoint { Port: 0 } dns => new DnsEndPoint(dns.Host, ConnectionUrl.SentinelPort),
                    IPEndPoint { Port: 0 } ip => new IPEndPoint(ip.Address, ConnectionUrl.SentinelPort),
                    _ => sentinel,
                });
            }
        }

        configuration.SetDefaultPorts();
    }

    private static int BadPart(string text) => 1 + Array.FindIndex(text.Split(','), part => !TryParse(part, out _));

    private static bool TryParse(string text, [NotNullWhen(true)] out ConfigurationOptions? configuration)
    {
        try
        {
            configuration = ConfigurationOptions.Parse(text);
            return true;
        }
        catch (Exception e) when (e is ArgumentException or FormatException or OverflowException)
        {
            configuration = null;
            return false;
        }
    }

    private static string PrefixOf(string text) => text.Length == 0 || text.EndsWith(':') ? text : text + ":";
}
