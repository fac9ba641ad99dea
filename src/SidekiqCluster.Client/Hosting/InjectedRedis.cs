using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SidekiqCluster.Redis;
using StackExchange.Redis;

namespace SidekiqCluster.Hosting;

/// <summary>The connections that an app host names in the section <c>Orleans</c>: providers look them up by their keys.</summary>
internal static class InjectedRedis
{
    private const string OrleansSection = "Orleans";
    private const string ServiceKey = "ServiceKey";

    /// <summary>Whether the configuration says how silos find each other.</summary>
    public static bool IsClusteringInjected(IConfiguration configuration) =>
        configuration.GetSection($"{OrleansSection}:Clustering").Exists();

    /// <summary>The connection string of the cluster's own store; null when none is injected.</summary>
    public static string? FindStore(IConfiguration configuration) =>
        configuration[$"{OrleansSection}:Clustering:{ServiceKey}"] is { } key ? configuration.GetConnectionString(key) : null;

    /// <summary>Registers a connection for every key that is named.</summary>
    /// <exception cref="InvalidOperationException">A connection string is missing, or is none.</exception>
    public static void AddTo(IHostApplicationBuilder builder)
    {
        foreach (var key in KeysIn(builder.Configuration.GetSection(OrleansSection)).Distinct(StringComparer.Ordinal))
        {
            var options = OptionsOf(builder.Configuration, key);
            builder.Services.AddKeyedSingleton<IConnectionMultiplexer>(key, (_, _) => ConnectionMultiplexer.Connect(options));
        }
    }

    private static IEnumerable<string> KeysIn(IConfigurationSection section) => section.GetChildren().SelectMany(KeysIn)
        .Concat(section.Key == ServiceKey && section.Value is { Length: > 0 } key ? [key] : []);

    private static ConfigurationOptions OptionsOf(IConfiguration configuration, string key)
    {
        if (string.IsNullOrEmpty(configuration.GetConnectionString(key)))
        {
            throw new InvalidOperationException(
                $"ConnectionStrings:{key} is missing ({FleetEnvironment.ConnectionStringOf(key)}), which the section {OrleansSection} names; set it.");
        }

        try
        {
            var options = ConnectionText.Parse(configuration.GetConnectionString(key)!).Configuration;
            options.AbortOnConnectFail = false;
            return options;
        }
        catch (FormatException e)
        {
            throw new InvalidOperationException($"ConnectionStrings:{key}: {e.Message}", e);
        }
    }
}
