using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using SidekiqCluster.Filters;
using SidekiqCluster.Fleets;
using SidekiqCluster.Redis;

namespace SidekiqCluster.Grains.Fleets;

/// <summary>Checks what the configuration says of the fleet without connecting to anything.</summary>
/// <param name="configuration">What was written, to find settings that nobody reads; null when it is not at hand.</param>
internal sealed class FleetOptionsValidator(IConfiguration? configuration = null) : IValidateOptions<FleetOptions>
{
    private static readonly string[] Settings =
    [
        nameof(ShardSettings.Connection), nameof(ShardSettings.KeyPrefix), nameof(ShardSettings.Labels), nameof(ShardSettings.PreferReplica),
    ];

    public ValidateOptionsResult Validate(string? name, FleetOptions options)
    {
        var shards = options.Shards.OrderBy(static shard => shard.Key, StringComparer.Ordinal).ToList();
        List<string> problems =
        [
            .. shards.Select(static shard => ProblemOf(shard.Key, shard.Value) is { } problem ? $"{PlaceOf(shard.Key)}: {problem}" : null)
                .OfType<string>(),
            .. shards.SelectMany(shard => UnreadOf(shard.Key)),
            .. new InjectedShards(configuration).Problems,
        ];
        if (options.SnapshotBytes < 0)
        {
            problems.Add(
                $"{FleetOptions.SectionName}:{nameof(FleetOptions.SnapshotBytes)} is {options.SnapshotBytes}; use 0 or more, or leave it out.");
        }

        return problems.Count > 0
            ? ValidateOptionsResult.Fail(problems)
            : TwinsAmong(shards) is { } twins ? ValidateOptionsResult.Fail(twins) : ValidateOptionsResult.Success;
    }

    /// <summary>What is wrong with a shard, without its connection; null when nothing is.</summary>
    public static string? ProblemOf(string name, ShardSettings settings)
    {
        try
        {
            settings.ToOptions(name, TimeProvider.System).Validate();
            return ShardLabels.ProblemOf(settings.Labels);
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            return e.Message;
        }
    }

    /// <summary>Two names for the same address, database and prefix, as they are written.</summary>
    private static string? TwinsAmong(IReadOnlyList<KeyValuePair<string, ShardSettings>> shards)
    {
        var databases = shards.GroupBy(
            static shard => ConnectionSettings.From(shard.Value.ToOptions(shard.Key, TimeProvider.System)).WrittenPlace,
            static shard => shard.Key,
            StringComparer.Ordinal);
        return databases.Select(static names => names.ToList()).FirstOrDefault(static names => names.Count > 1) is [var first, var second, ..]
            ? $"{PlaceOf(second)} is the same database as {PlaceOf(first)}; acts on all shards would be done twice there. Remove one."
            : null;
    }

    private IEnumerable<string> UnreadOf(string shard) => (configuration?.GetSection(PlaceOf(shard)).GetChildren() ?? [])
        .Select(static setting => setting.Key)
        .Where(static key => !Settings.Contains(key, StringComparer.OrdinalIgnoreCase))
        .Select(key => $"{PlaceOf(shard)}: there is no setting '{key}'{Hint(key)}; use {string.Join(", ", Settings)}.");

    private static string Hint(string key)
    {
        var near = NearNames.Of(key, [.. Settings.Select(static name => name.ToLowerInvariant())]);
        return near.Count == 0 ? string.Empty : $" (did you mean {Settings.First(name => name.Equals(near[0], StringComparison.OrdinalIgnoreCase))}?)";
    }

    private static string PlaceOf(string shard) => $"{FleetOptions.SectionName}:{nameof(FleetOptions.Shards)}:{shard}";
}
