using System.Net;
using StackExchange.Redis;

namespace SidekiqCluster.Redis;

/// <summary>A shard in messages: its name and address, without user and password.</summary>
internal sealed record ShardPlace(string Shard, string Address)
{
    public static ShardPlace Of(string shard, ConfigurationOptions configuration)
    {
        var hosts = string.Join(", ", configuration.EndPoints.Select(Text));
        return new(shard, configuration.ServiceName is { Length: > 0 } master ? $"{master} by sentinel {hosts}" : hosts);
    }

    /// <summary><c>host:port</c>.</summary>
    public static string Text(EndPoint endPoint) =>
        endPoint is DnsEndPoint dns ? $"{dns.Host}:{dns.Port}" : endPoint.ToString() ?? string.Empty;

    public override string ToString() => $"Shard {Shard} ({Address})";
}
