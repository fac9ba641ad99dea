using System.Diagnostics.CodeAnalysis;
using System.Net;
using StackExchange.Redis;

namespace SidekiqCluster.Redis;

/// <summary>Where a Redis is, as its user writes it: a connection string of StackExchange.Redis, or a URL.</summary>
internal static class ConnectionText
{
    /// <summary>What the library is told; the URL too, where it is one.</summary>
    /// <exception cref="FormatException">The text is neither a connection string nor a URL.</exception>
    public static (ConfigurationOptions Configuration, ConnectionUrl? Url) Parse(string text)
    {
        var url = ConnectionUrl.IsUrl(text) ? ConnectionUrl.Parse(text) : null;
        return (url is null ? FromText(text) : FromUrl(url), url);
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
}
