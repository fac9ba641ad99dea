namespace SidekiqCluster.Redis.Tests.DataApi.Faults;

/// <summary>Which way bytes go through a <see cref="CuttingProxy"/>.</summary>
internal enum ProxyDirection
{
    /// <summary>To the server.</summary>
    Request,

    /// <summary>From the server.</summary>
    Reply,
}
