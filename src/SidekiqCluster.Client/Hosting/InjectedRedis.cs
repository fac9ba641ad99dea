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
    private const string ConnectionName = "ConnectionName";
    private const string ConnectionString = "ConnectionString";

    /// <summary>What Orleans calls its providers over Redis.</summary>
    private static readonly string[] RedisProviders = ["Redis", "AzureRedisCache"];

    /// <summary>Whether the configuration says how silos find each other.</summary>
    public static bool IsClusteringInjected(IConfiguration configuration) =>
        configuration.GetSection($"{OrleansSection}:Clustering").Exists();

    /// <summary>
    /// The connection string of the cluster's own store, in the forms that the Redis provider of Orleans takes: by a service key, by the
    /// name of a connection string, or itself; null when none is injected, or when silos find each other elsewhere than in a Redis.
    /// </summary>
    public static string? FindStore(IConfiguration configuration)
    {
        var clustering = configuration.GetSection($"{OrleansSection}:Clustering");
        return (IsRedis(clustering), clustering[ServiceKey] ?? clustering[ConnectionName]) switch
        {
            (false, _) => null,
            (true, { Length: > 0 } name) => configuration.GetConnectionString(name),
            _ => clustering[ConnectionString],
        };
    }

    /// <summary>Registers a connection for every key that a Redis provider names.</summary>
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
        .Concat(IsRedis(section) && section[ServiceKey] is { Length: > 0 } key ? [key] : []);

    /// <summary>Keys of other providers are not of a Redis.</summary>
    private static bool IsRedis(IConfigurationSection provider) => RedisProviders.Contains(provider["ProviderType"], StringComparer.OrdinalIgnoreCase);

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
