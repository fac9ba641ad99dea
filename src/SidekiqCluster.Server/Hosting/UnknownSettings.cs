using System.Collections;
using System.Reflection;
using SidekiqCluster.Filters;
using SidekiqCluster.Server.Security;

namespace SidekiqCluster.Server.Hosting;

/// <summary>Settings that nobody reads: a misspelt one would do nothing, silently.</summary>
internal static class UnknownSettings
{
    private static readonly string[] OfTheFleet = ["Server", "Client", nameof(FleetOptions.Shards), nameof(FleetOptions.SnapshotBytes)];

    /// <summary>Looks at the server's settings; those of shards are checked where shards are.</summary>
    /// <exception cref="ServerException">There is one that nobody reads.</exception>
    public static void Refuse(IConfiguration configuration)
    {
        foreach (var setting in configuration.GetSection(FleetOptions.SectionName).GetChildren())
        {
            Check(setting, OfTheFleet);
        }

        var server = configuration.GetSection(ServerOptions.SectionName);
        foreach (var setting in server.GetChildren())
        {
            Check(setting, [.. NamesOf(typeof(ServerOptions)), "Security"]);
        }

        Walk(server.GetSection("Security"), typeof(SecurityOptions));
    }

    private static void Walk(IConfigurationSection section, Type type)
    {
        foreach (var setting in section.GetChildren())
        {
            Check(setting, NamesOf(type));
            var property = type.GetProperties().First(property => property.Name.Equals(setting.Key, StringComparison.OrdinalIgnoreCase)).PropertyType;
            if (property.IsGenericType && property.IsAssignableTo(typeof(IEnumerable)))
            {
                foreach (var item in setting.GetChildren())
                {
                    Walk(item, property.GetGenericArguments()[^1]);
                }
            }
        }
    }

    private static string[] NamesOf(Type type) => [.. type.GetProperties().Where(static property => property.CanWrite || IsCollection(property)).Select(static property => property.Name)];

    private static bool IsCollection(PropertyInfo property) => property.PropertyType.IsGenericType && property.PropertyType.IsAssignableTo(typeof(IEnumerable));

    private static void Check(IConfigurationSection setting, string[] names)
    {
        if (!names.Contains(setting.Key, StringComparer.OrdinalIgnoreCase))
        {
            var hint = NearNames.Of(setting.Key, [.. names.Select(static name => name.ToLowerInvariant())]) is [var near, ..]
                ? $" (did you mean {names.First(name => name.Equals(near, StringComparison.OrdinalIgnoreCase))}?)"
                : string.Empty;
            throw new ServerException($"There is no setting {setting.Path}{hint}; use {string.Join(", ", names)}.");
        }
    }
}
