using System.Net;
using SidekiqCluster.Server.Hosting;

namespace SidekiqCluster.Server.Security;

/// <summary>Refuses to be reached from other machines by whoever comes.</summary>
internal static class ListeningGuard
{
    /// <summary>Checks where the server will listen.</summary>
    /// <param name="configuration">Says where.</param>
    /// <param name="urls">Where it is told to instead; null for what the configuration says.</param>
    /// <param name="options">Who may ask.</param>
    /// <exception cref="ServerException">It is reached from other machines, and nobody has to say who they are.</exception>
    public static void Check(IConfiguration configuration, string? urls, SecurityOptions options)
    {
        if (options.IsOn || UrlsOf(configuration, urls).FirstOrDefault(static url => !IsOfThisMachine(url)) is not { } open)
        {
            return;
        }

        throw new ServerException(
            $"The server would listen on {open}, where other machines reach it, and anybody could do everything. Add a key (--new-api-key NAME --role admin "
            + $"prints one and the setting {SecurityOptions.SectionName}:{nameof(SecurityOptions.ApiKeys)}) or an {nameof(SecurityOptions.Authority)}, or listen on 127.0.0.1.");
    }

    /// <summary>Where the server will listen, as it is configured.</summary>
    public static IEnumerable<string> UrlsOf(IConfiguration configuration, string? urls)
    {
        var given = Split(urls ?? configuration["urls"]);
        var ports = Split(configuration["http_ports"]).Concat(Split(configuration["https_ports"])).Select(static port => $"http://*:{port}");
        var endpoints = configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(static endpoint => endpoint["Url"]).OfType<string>();
        return given.Concat(given.Length > 0 ? [] : ports).Concat(endpoints);
    }

    private static string[] Split(string? text) => text?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    private static bool IsOfThisMachine(string url)
    {
        var host = HostOf(url);
        return host is "localhost" || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
    }

    private static string HostOf(string url)
    {
        try
        {
            return BindingAddress.Parse(url).Host;
        }
        catch (FormatException e)
        {
            throw new ServerException($"'{url}' is no place to listen on; set urls (--urls) to one such as {ServerHost.DefaultUrl}.", e);
        }
    }
}
