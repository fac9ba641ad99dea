using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using SidekiqCluster.Hosting;
using SidekiqCluster.Server.Endpoints;
using SidekiqCluster.Server.Requests;
using SidekiqCluster.Verbs.Access;

namespace SidekiqCluster.Server.Security;

/// <summary>
/// Finds out who makes a request, by an API key or a token. Where neither is configured the server listens on this machine alone, and
/// whoever is on it may do everything.
/// </summary>
internal sealed class CallerMiddleware(RequestDelegate next, IOptionsMonitor<SecurityOptions> options)
{
    private const string Bearer = "Bearer ";

    /// <summary>What tells nothing of the fleet: health for orchestrators, and what the API is.</summary>
    private static readonly string[] OpenPaths = ["/health", "/openapi", Api.ReferencePath];

    public async Task InvokeAsync(HttpContext http)
    {
        if (!OpenPaths.Any(path => http.Request.Path.StartsWithSegments(path, StringComparison.Ordinal)))
        {
            BrowserGuard.Check(http.Request, options.CurrentValue.IsOn);
            http.SetCaller(await FindCallerAsync(http, options.CurrentValue) ?? throw Unknown(http));
        }

        await next(http);
    }

    private static async Task<Caller?> FindCallerAsync(HttpContext http, SecurityOptions options)
    {
        if (!options.IsOn)
        {
            return Caller.Everything;
        }

        if (CredentialOf(http.Request) is not { } credential)
        {
            return null;
        }

        if (options.ApiKeys.FirstOrDefault(key => ApiKey.Matches(credential, key.Value.Hash)) is { Key: { } name, Value: { } key })
        {
            return new Caller(name, RoleNames.Find(key.Role)!.Value);
        }

        return options.TakesTokens ? await FindByTokenAsync(http, options) : null;
    }

    private static async Task<Caller?> FindByTokenAsync(HttpContext http, SecurityOptions options)
    {
        var result = await http.AuthenticateAsync(JwtBearerDefaults.AuthenticationScheme);
        if (!result.Succeeded)
        {
            await DemandAuthorityAsync(http, options);
            return null;
        }

        var roles = result.Principal.FindAll(options.RoleClaim).Select(static claim => RoleNames.Find(claim.Value)).OfType<VerbRole>().ToArray();
        var name = result.Principal.FindFirst("sub")?.Value ?? "a token";
        return roles.Length > 0
            ? new Caller(name, roles.Max())
            : throw new RequestException(
                StatusCodes.Status403Forbidden,
                $"{name} has no role here; its token needs the claim '{options.RoleClaim}' with viewer, operator or admin.");
    }

    /// <summary>A token that cannot be checked is not a wrong one.</summary>
    /// <exception cref="RequestException">The authority does not tell the keys that it signs by, and never has.</exception>
    private static async Task DemandAuthorityAsync(HttpContext http, SecurityOptions options)
    {
        var jwt = http.RequestServices.GetRequiredService<IOptionsMonitor<JwtBearerOptions>>().Get(JwtBearerDefaults.AuthenticationScheme);
        try
        {
            await jwt.ConfigurationManager!.GetConfigurationAsync(http.RequestAborted);
        }
        catch (InvalidOperationException e)
        {
            throw new RequestException(
                StatusCodes.Status503ServiceUnavailable, $"{options.Authority} does not answer, so tokens cannot be checked; try again, or use an API key.", e);
        }
    }

    private static string? CredentialOf(HttpRequest request)
    {
        string? authorization = request.Headers.Authorization;
        return authorization?.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) == true ? authorization[Bearer.Length..].Trim() : null;
    }

    private static RequestException Unknown(HttpContext http)
    {
        http.Response.Headers.WWWAuthenticate = "Bearer";
        return new RequestException(
            StatusCodes.Status401Unauthorized,
            http.Request.Headers.Authorization.Count > 0
                ? "The key or token is not known here; ask for a new one."
                : $"Say who you are: send an API key as 'Authorization: Bearer KEY'. Only {FleetCommands.LivePath} and {FleetCommands.ReadyPath} are for everybody.");
    }
}
