using System.Globalization;

namespace SidekiqCluster.SiloHost;

/// <summary>The command line of a silo.</summary>
internal sealed record SiloSwitches
{
    public const string Usage =
        """
        Usage: dotnet run --project tests/SidekiqCluster.SiloHost -- --store REDIS --shard NAME=REDIS [SWITCH ...]

          --store REDIS            the cluster's own Redis: host:port or a URL; never a shard
          --shard NAME=REDIS       a shard; as often as there are shards, the same on every silo
          --prefix NAME=PREFIX     the key prefix of a shard
          --label NAME:KEY=VALUE   a label of a shard
          --snapshots BYTES        the memory that snapshots may take
          --cluster NAME           which of several clusters of one store; default: default
          --port PORT              for other silos; default 0: a free one
          --gateway PORT           for clients; default 0: a free one

        What appsettings.json, the environment or another switch says in the section SidekiqCluster counts as well.
        """;

    private const string Section = FleetOptions.SectionName;

    /// <summary>The cluster's own Redis.</summary>
    public string? Store { get; private init; }

    /// <summary>The cluster's name.</summary>
    public string Cluster { get; private init; } = "default";

    /// <summary>For other silos; 0 for a free one.</summary>
    public int Port { get; private init; }

    /// <summary>For clients; 0 for a free one.</summary>
    public int Gateway { get; private init; }

    /// <summary>The shards, as configuration has them.</summary>
    public Dictionary<string, string?> Settings { get; } = [];

    /// <exception cref="FormatException">A switch is unknown, or its value is none.</exception>
    public static SiloSwitches Parse(IReadOnlyList<string> args)
    {
        var switches = new SiloSwitches();
        for (var place = 0; place < args.Count; place += 2)
        {
            var value = place + 1 < args.Count ? args[place + 1] : throw new FormatException($"{args[place]} has no value.");
            switches = switches.With(args[place], value);
        }

        return switches;
    }

    private SiloSwitches With(string name, string value) => name switch
    {
        "--store" => this with { Store = value },
        "--cluster" => this with { Cluster = value },
        "--port" => this with { Port = Number(name, value) },
        "--gateway" => this with { Gateway = Number(name, value) },
        "--snapshots" => Set($"{Section}:{nameof(FleetOptions.SnapshotBytes)}", value),
        "--shard" => SetOf(Split(name, value, '='), nameof(ShardSettings.Connection)),
        "--prefix" => SetOf(Split(name, value, '='), nameof(ShardSettings.KeyPrefix)),
        "--label" => SetLabel(name, Split(name, value, ':')),
        _ => throw new FormatException($"There is no switch {name}."),
    };

    private SiloSwitches SetLabel(string name, (string Shard, string Label) value)
    {
        var (key, text) = Split(name, value.Label, '=');
        return SetOf((value.Shard, text), $"Labels:{key}");
    }

    private SiloSwitches SetOf((string Shard, string Value) setting, string property) =>
        Set($"{Section}:Shards:{setting.Shard}:{property}", setting.Value);

    private SiloSwitches Set(string key, string value)
    {
        Settings[key] = value;
        return this;
    }

    private static (string First, string Second) Split(string name, string value, char separator) =>
        value.IndexOf(separator, StringComparison.Ordinal) is > 0 and var at
            ? (value[..at], value[(at + 1)..])
            : throw new FormatException($"{name} {value}: a name, {separator} and a value are expected.");

    private static int Number(string name, string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= ushort.MaxValue
            ? number
            : throw new FormatException($"{name} {value}: a port, 0 to {ushort.MaxValue}, is expected.");
}
