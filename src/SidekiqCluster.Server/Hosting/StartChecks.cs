using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Orleans.Clustering.Redis;
using SidekiqCluster.Server.Security;
using StackExchange.Redis;

namespace SidekiqCluster.Server.Hosting;

/// <summary>
/// What keeps a server from starting, found before anything runs, so that it is told in a line and not in traces of whatever failed first.
/// </summary>
internal static class StartChecks
{
    private const int PatienceMs = 5000;

    /// <summary>Checks what is configured, where it will listen, and its store; not one that an app host injects, which waits for it.</summary>
    /// <exception cref="ServerException">It cannot listen there, or the store does not answer.</exception>
    /// <exception cref="OptionsValidationException">A setting is wrong.</exception>
    public static async Task RunAsync(WebApplication app)
    {
        app.Services.GetRequiredService<IStartupValidator>().Validate();
        var options = app.Services.GetRequiredService<IOptions<ServerOptions>>().Value;
        foreach (var url in ListeningGuard.UrlsOf(app.Configuration, urls: null).Where(static url => !BindingAddress.Parse(url).IsUnixPipe))
        {
            CheckPort(BindingAddress.Parse(url).Port, $"The port of {url}", "urls (--urls)");
        }

        CheckPort(options.SiloPort, $"Port {options.SiloPort}", $"{ServerOptions.SectionName}:{nameof(options.SiloPort)}");
        CheckPort(options.GatewayPort, $"Port {options.GatewayPort}", $"{ServerOptions.SectionName}:{nameof(options.GatewayPort)}");
        if (app.Services.GetRequiredService<IOptions<RedisClusteringOptions>>().Value.ConfigurationOptions is { EndPoints.Count: > 0 } store)
        {
            await CheckStoreAsync(store.Clone());
        }
    }

    private static void CheckPort(int port, string what, string setting)
    {
        if (port == 0)
        {
            return;
        }

        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
        }
        catch (SocketException e)
        {
            throw new ServerException(
                e.SocketErrorCode == SocketError.AddressAlreadyInUse
                    ? $"{what} is in use; end what listens there, or set {setting} to another."
                    : $"{what} cannot be had ({e.SocketErrorCode}); set {setting} to another.",
                e);
        }
    }

    private static async Task CheckStoreAsync(ConfigurationOptions store)
    {
        store.AbortOnConnectFail = true;
        (store.ConnectTimeout, store.ConnectRetry) = (PatienceMs, 1);
        try
        {
            await using var redis = await ConnectionMultiplexer.ConnectAsync(store);
            await redis.GetDatabase().PingAsync();
        }
        catch (RedisException e)
        {
            throw new ServerException(
                $"The cluster's own Redis at {string.Join(", ", store.EndPoints.Select(static place => place is DnsEndPoint dns ? $"{dns.Host}:{dns.Port}" : place.ToString()))} cannot be reached"
                + $"{(e is RedisConnectionException { FailureType: var failure } ? $" ({failure})" : string.Empty)}; see whether it runs, and whether "
                + $"{ServerOptions.SectionName}:{nameof(ServerOptions.Store)} has its address and password.",
                e);
        }
    }
}
