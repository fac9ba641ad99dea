using SidekiqCluster.Verbs;
using SidekiqCluster.Verbs.Remote;

namespace SidekiqCluster.Cli.Servers;

/// <summary>A server that runs verbs.</summary>
/// <param name="Url">Where it is, as the user wrote it.</param>
/// <param name="Key">Who asks: an API key or a token, never printed. Null when the server does not ask.</param>
internal sealed record ServerAddress(Uri Url, string? Key)
{
    /// <summary>The environment variable that holds the key, which others could see on a command line.</summary>
    public const string KeyVariable = "SIDEKIQ_CLUSTER_KEY";

    /// <summary>Where its hub is.</summary>
    public Uri Hub => new(Url.AbsoluteUri.TrimEnd('/') + VerbHubContract.Path);

    /// <summary>The server of a URL, with the key of the environment.</summary>
    /// <exception cref="VerbException">It is no such URL.</exception>
    public static ServerAddress Of(string url, string origin, CliHost host)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var parsed) || parsed.Scheme is not ("http" or "https") || parsed.Query.Length > 0)
        {
            throw VerbException.Usage($"{origin} is no URL of a server; write http://HOST:PORT or https://HOST.");
        }

        if (parsed.UserInfo.Length > 0)
        {
            throw VerbException.Usage($"{origin} holds a name or password; put the key into {KeyVariable} instead.");
        }

        return new ServerAddress(parsed, host.Environment(KeyVariable) is { Length: > 0 } key ? key : null);
    }

    /// <summary>The URL alone.</summary>
    public override string ToString() => Url.GetLeftPart(UriPartial.Path).TrimEnd('/');
}
