using SidekiqCluster.Server.Requests;

namespace SidekiqCluster.Server.Security;

/// <summary>Keeps other web pages that a browser has open away from the server.</summary>
internal static class BrowserGuard
{
    /// <summary>Checks a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="isSecured">Whether callers must say who they are.</param>
    /// <exception cref="RequestException">It comes from another web page.</exception>
    public static void Check(HttpRequest request, bool isSecured)
    {
        // A page of a name that somebody has lead to 127.0.0.1 sends that name.
        if (!isSecured && !IsOfThisMachine(request.Host.Host))
        {
            throw new RequestException(
                StatusCodes.Status421MisdirectedRequest,
                $"Without API keys the server answers as localhost alone, not as '{request.Host.Host}'; use http://localhost:{request.Host.Port}.");
        }

        // A page may open a WebSocket to anywhere, by which verbs are run.
        var isReading = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
        if (isReading && request.Headers.Upgrade.Count == 0)
        {
            return;
        }

        string? site = request.Headers["Sec-Fetch-Site"];
        string? origin = request.Headers.Origin;
        if (site is not (null or "same-origin" or "none")
            || (origin is not null && !string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase)))
        {
            throw new RequestException(
                StatusCodes.Status403Forbidden, $"Requests that change something are not taken from other web pages ({origin ?? site}).");
        }
    }

    private static bool IsOfThisMachine(string host) =>
        host is "localhost" || (System.Net.IPAddress.TryParse(host.Trim('[', ']'), out var address) && System.Net.IPAddress.IsLoopback(address));
}
