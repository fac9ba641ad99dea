using System.Net;

namespace SidekiqCluster.Server.Monitoring;

/// <summary>A silo that is nowhere.</summary>
internal sealed class NoSilo : ILocalSiloDetails
{
    public string Name => "none";

    public string ClusterId => "none";

    public string DnsHostName => "none";

    public SiloAddress SiloAddress { get; } = SiloAddress.New(IPAddress.Loopback, 1, 1);

    public SiloAddress GatewayAddress => SiloAddress;
}
