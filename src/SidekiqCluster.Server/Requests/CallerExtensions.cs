using SidekiqCluster.Verbs.Access;

namespace SidekiqCluster.Server.Requests;

/// <summary>Who makes a request.</summary>
internal static class CallerExtensions
{
    /// <summary>Says who makes it.</summary>
    public static void SetCaller(this HttpContext http, Caller caller) => http.Features.Set(caller);

    /// <summary>Who makes it.</summary>
    /// <exception cref="InvalidOperationException">Nobody has said so.</exception>
    public static Caller GetCaller(this HttpContext http) =>
        http.Features.Get<Caller>() ?? throw new InvalidOperationException($"Nobody said who makes the request {http.Request.Path}.");
}
