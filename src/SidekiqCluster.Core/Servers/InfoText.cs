using System.Globalization;

namespace SidekiqCluster.Servers;

/// <summary>The answer of <c>INFO</c>, which differs from server to server and has fields for everything or nothing.</summary>
internal sealed class InfoText
{
    private InfoText(IReadOnlyDictionary<string, string> fields) => Fields = fields;

    /// <summary>No fields: what a server tells that does not answer <c>INFO</c>.</summary>
    public static InfoText Empty { get; } = new(new Dictionary<string, string>());

    /// <summary>All fields by name.</summary>
    public IReadOnlyDictionary<string, string> Fields { get; }

    /// <summary>The field's text; null when absent or empty.</summary>
    public string? this[string name] => Fields.TryGetValue(name, out var text) && text.Length > 0 ? text : null;

    /// <summary>The program, by the field that only it has.</summary>
    public ServerKind Kind =>
        this["garnet_version"] is not null ? ServerKind.Garnet
        : this["dragonfly_version"] is not null ? ServerKind.Dragonfly
        : this["valkey_version"] is not null || this["server_name"] == "valkey" ? ServerKind.Valkey
        : ServerKind.Redis;

    /// <summary>The program's own version, not the Redis version that it stands in for.</summary>
    public string? Version => Kind switch
    {
        ServerKind.Garnet => this["garnet_version"],
        ServerKind.Dragonfly => this["dragonfly_version"],
        ServerKind.Valkey => this["valkey_version"],
        _ => this["redis_version"],
    };

    /// <summary>Whether cluster mode is enabled.</summary>
    public bool IsCluster =>
        this["redis_mode"] == "cluster" || this["server_mode"] == "cluster" || this["cluster_enabled"] == "1";

    /// <summary>Reads lines of <c>name:value</c>; anything else is passed over, the last of equal names counts.</summary>
    public static InfoText Parse(string text)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            var colon = line.IndexOf(':');
            if (colon > 0 && line[0] != '#')
            {
                fields[line[..colon].ToString()] = line[(colon + 1)..].Trim().ToString();
            }
        }

        return new InfoText(fields);
    }

    /// <summary>The field as a whole number; null when absent or none.</summary>
    public long? Number(string name) =>
        long.TryParse(this[name], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
}
