using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace SidekiqCluster.Cli.Shards;

/// <summary>Where the silos of a cluster take calls: <c>[ID@]HOST:PORT[,HOST:PORT...]</c>.</summary>
/// <param name="ClusterId">The cluster's id, which its silos were configured with.</param>
/// <param name="Addresses">Gateways of some silos, or of all; the cluster may have more.</param>
internal sealed record ClusterGateways(string ClusterId, IReadOnlyList<DnsEndPoint> Addresses)
{
    /// <summary>The id of a cluster that was given none.</summary>
    public const string DefaultId = "default";

    /// <exception cref="FormatException">The text is not of that form.</exception>
    public static ClusterGateways Parse(string text, string origin)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        var id = at < 0 ? DefaultId : text[..at].Trim();
        DnsEndPoint[] addresses =
        [
            .. text[(at + 1)..]
                .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(address => ParseAddress(address, origin)),
        ];
        return id.Length > 0 && addresses.Length > 0 ? new ClusterGateways(id, addresses) : throw Wrong(text, origin);
    }

    /// <summary>The addresses as IP, those of a name that has several included.</summary>
    /// <exception cref="SidekiqClusterException">None of the names is known.</exception>
    public async Task<IPEndPoint[]> ResolveAsync(CancellationToken cancellationToken)
    {
        var resolved = new List<IPEndPoint>();
        SocketException? unknown = null;
        foreach (var address in Addresses)
        {
            try
            {
                var ips = await Dns.GetHostAddressesAsync(address.Host, cancellationToken);
                resolved.AddRange(ips.Select(ip => new IPEndPoint(ip, address.Port)));
            }
            catch (SocketException e)
            {
                unknown = e;
            }
        }

        return resolved.Count > 0
            ? [.. resolved]
            : throw new SidekiqClusterException($"The name of no gateway in {this} is known: {unknown?.Message}.", shard: null, unknown);
    }

    /// <summary>The addresses as they are given, without the id.</summary>
    public override string ToString() => string.Join(',', Addresses.Select(address => $"{address.Host}:{address.Port}"));

    private static DnsEndPoint ParseAddress(string address, string origin)
    {
        var colon = address.LastIndexOf(':');
        var host = colon < 0 ? address : address[..colon].Trim('[', ']');
        return host.Length > 0
            && !host.Contains('/', StringComparison.Ordinal)
            && ushort.TryParse(address.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            && port > 0
                ? new DnsEndPoint(host, port)
                : throw Wrong(address, origin);
    }

    private static FormatException Wrong(string text, string origin) => new(
        $"{origin}: '{text}' is no gateway; write HOST:PORT, several parted by commas, "
        + $"and the cluster's id before an @ when it is not '{DefaultId}': fleet@10.0.0.5:30000,10.0.0.6:30000.");
}
