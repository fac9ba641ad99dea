using Aspire.Hosting.ApplicationModel;
using SidekiqCluster.Hosting;

namespace Aspire.Hosting;

/// <summary>Links in the dashboard to what a server of a fleet shows.</summary>
public static class SidekiqLinkExtensions
{
    /// <summary>Links to the page to try the API, in place of the server's bare address, and to its document, totals and metrics.</summary>
    /// <param name="builder">The server.</param>
    /// <param name="endpointName">The endpoint that it answers on.</param>
    public static IResourceBuilder<T> WithSidekiqLinks<T>(this IResourceBuilder<T> builder, string endpointName = "http")
        where T : IResourceWithEndpoints
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(endpointName);
        return builder
            .WithUrlForEndpoint(endpointName, static url =>
            {
                url.DisplayText = "Try the API";
                url.Url = FleetPages.Reference;
            })
            .WithUrlForEndpoint(endpointName, static _ => new() { Url = FleetPages.Document, DisplayText = "OpenAPI" })
            .WithUrlForEndpoint(endpointName, static _ => new() { Url = FleetPages.Stats, DisplayText = "Stats" })
            .WithUrlForEndpoint(endpointName, static _ => new() { Url = FleetPages.Metrics, DisplayText = "Metrics" });
    }
}
