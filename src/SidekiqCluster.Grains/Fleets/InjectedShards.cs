using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using SidekiqCluster.Hosting;

namespace SidekiqCluster.Grains.Fleets;

/// <summary>
/// Reads the shards that an app host injects: a list, each with its name and the name of its connection string, beside those that the
/// configuration has by name.
/// </summary>
/// <param name="configuration">Where they are written; null when it is not at hand.</param>
internal sealed class InjectedShards(IConfiguration? configuration = null) : IPostConfigureOptions<FleetOptions>
{
    private static readonly string[] Settings =
    [
        FleetEnvironment.Name, FleetEnvironment.ServiceKey, FleetEnvironment.Prefix, FleetEnvironment.PreferReplica, FleetEnvironment.Labels,
    ];

    private IEnumerable<IConfigurationSection> Sections =>
        (configuration?.GetSection(FleetEnvironment.ShardsSection).GetChildren() ?? []).Where(static section => IsInjected(section));

    public void PostConfigure(string? name, FleetOptions options)
    {
        foreach (var section in Sections)
        {
            options.Shards.Remove(section.Key);
        }

        foreach (var section in Sections.Where(section => ProblemOf(section) is null))
        {
            var settings = new ShardSettings
            {
                Connection = ConnectionOf(section)!,
                KeyPrefix = section[FleetEnvironment.Prefix] ?? string.Empty,
                PreferReplica = bool.TryParse(section[FleetEnvironment.PreferReplica], out var prefersReplica) && prefersReplica,
            };
            foreach (var label in section.GetSection(FleetEnvironment.Labels).GetChildren())
            {
                settings.Labels[label.Key] = label.Value ?? string.Empty;
            }

            options.Shards.TryAdd(NameOf(section), settings);
        }
    }

    /// <summary>What is wrong with the list.</summary>
    public IEnumerable<string> Problems => Sections.Select(ProblemOf).OfType<string>().Concat(
        Sections.GroupBy(NameOf, StringComparer.Ordinal).Where(static same => same.Count() > 1).Select(static same =>
            $"{string.Join(" and ", same.Select(static section => section.Path))} are both named '{same.Key}'; give each shard a name of its own."));

    private static bool IsInjected(IConfigurationSection shard) =>
        int.TryParse(shard.Key, NumberStyles.None, CultureInfo.InvariantCulture, out _)
        && (shard[FleetEnvironment.ServiceKey] is not null || shard[FleetEnvironment.Name] is not null);

    private static string NameOf(IConfigurationSection section) =>
        section[FleetEnvironment.Name] is { Length: > 0 } name ? name : section[FleetEnvironment.ServiceKey]!;

    private string? ConnectionOf(IConfigurationSection section) =>
        section[FleetEnvironment.ServiceKey] is { Length: > 0 } key ? configuration!.GetConnectionString(key) : null;

    private string? ProblemOf(IConfigurationSection section)
    {
        if (section[FleetEnvironment.ServiceKey] is not { Length: > 0 } key)
        {
            return $"{section.Path}:{FleetEnvironment.ServiceKey} is missing; name the connection string of the shard there.";
        }

        if (section.GetChildren().Select(static setting => setting.Key).FirstOrDefault(
            static setting => !Settings.Contains(setting, StringComparer.OrdinalIgnoreCase)) is { } unknown)
        {
            return $"{section.Path}: there is no setting '{unknown}'; use {string.Join(", ", Settings)}.";
        }

        return string.IsNullOrEmpty(ConnectionOf(section))
            ? $"ConnectionStrings:{key} is missing ({FleetEnvironment.ConnectionStringOf(key)}), which {section.Path}:{FleetEnvironment.ServiceKey} names; set it."
            : null;
    }
}
