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

    /// <summary>Hosts, database and prefix as they are written. Other words may lead to the same place.</summary>
    public string WrittenPlace => $"{Place.Address.ToLowerInvariant()}/{Database}/{Keys.Prefix}";

    /// <exception cref="ArgumentException">A property breaks its rule.</exception>
    /// <exception cref="FormatException">The connection is neither a connection string nor a URL.</exception>
    public static ConnectionSettings From(ShardOptions options)
    {
        options.ValidateAllButConnection();
        var (configuration, url) = ConnectionText.Parse(options.Connection);
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
    public static ConfigurationOptions ForStore(string connection) => ConnectionText.Parse(connection).Configuration;

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

    private static string PrefixOf(string text) => text.Length == 0 || text.EndsWith(':') ? text : text + ":";
}
