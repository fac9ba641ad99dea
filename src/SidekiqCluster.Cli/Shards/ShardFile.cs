using System.Text.Json;
using SidekiqCluster.Verbs;

namespace SidekiqCluster.Cli.Shards;

/// <summary>
/// The configuration file: <c>{"shards": {NAME: {"url": ..., "prefix": ..., "labels": {KEY: VALUE}}}, "schemas": [FILE]}</c>.
/// Comments and trailing commas are allowed; unknown settings are refused, as they are mostly typing errors.
/// </summary>
internal static class ShardFile
{
    private const string SchemasName = "schemas";

    private static readonly JsonDocumentOptions Lenient = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
    };

    /// <summary>Reads the shards of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <param name="defaultPrefix">The prefix of shards that bring none.</param>
    /// <exception cref="VerbException">The file cannot be read, or is not of that form.</exception>
    public static List<ShardTarget> Read(string path, string name, string defaultPrefix) => ReadAs<ShardTarget>(path, name, root =>
    {
        var shards = ShardsOf(root, name).EnumerateObject();
        List<ShardTarget> targets = [.. shards.Select(shard => ReadShard(shard, name, defaultPrefix))];
        return targets.Count > 0 ? targets : throw VerbException.Usage($"{name} has no shard; add one under \"shards\".");
    });

    /// <summary>Reads which schema files a file names; relative ones begin at its folder.</summary>
    /// <exception cref="VerbException">The file cannot be read, or is not of its form.</exception>
    public static List<string> ReadSchemas(string path, string name) => ReadAs<string>(path, name, root =>
    {
        ShardsOf(root, name);
        if (!root.TryGetProperty(SchemasName, out var schemas))
        {
            return [];
        }

        return schemas.ValueKind == JsonValueKind.Array && schemas.EnumerateArray().All(file => file.ValueKind == JsonValueKind.String)
            ? [.. schemas.EnumerateArray().Select(file => Path.Combine(Path.GetDirectoryName(path)!, file.GetString()!))]
            : throw VerbException.Usage($"{name}: 'schemas' is no array of files; write \"schemas\": [\"jobs.sidekiq.json\"].");
    });

    private static List<T> ReadAs<T>(string path, string name, Func<JsonElement, List<T>> read)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path), Lenient);
            return read(document.RootElement);
        }
        catch (JsonException e)
        {
            var line = (e.LineNumber ?? 0) + 1;
            throw VerbException.Usage($"{name} is no JSON (line {line}); write {{\"shards\": {{NAME: {{\"url\": URL}}}}}}.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw VerbException.Usage($"{name} cannot be read; give an existing file with --config.");
        }
    }

    private static JsonElement ShardsOf(JsonElement root, string name)
    {
        if (root.ValueKind == JsonValueKind.Object)
        {
            var unknown = root.EnumerateObject().FirstOrDefault(p => p.Name is not ("shards" or SchemasName));
            if (unknown.Value.ValueKind != JsonValueKind.Undefined)
            {
                throw VerbException.Usage($"{name}: '{unknown.Name}' is not understood; use \"shards\" and \"schemas\".");
            }

            if (root.TryGetProperty("shards", out var shards) && shards.ValueKind == JsonValueKind.Object)
            {
                return shards;
            }
        }

        throw VerbException.Usage($"{name} has no object \"shards\"; write {{\"shards\": {{NAME: {{\"url\": URL}}}}}}.");
    }

    private static ShardTarget ReadShard(JsonProperty shard, string name, string defaultPrefix)
    {
        ShardTarget.CheckName(shard.Name);
        if (shard.Value.ValueKind != JsonValueKind.Object)
        {
            throw VerbException.Usage($"shard {shard.Name} of {name} is no object; write {{\"url\": URL}}.");
        }

        var (url, prefix, labels) = (string.Empty, defaultPrefix, new Dictionary<string, string>());
        foreach (var setting in shard.Value.EnumerateObject())
        {
            switch (setting.Name)
            {
                case "url":
                    url = TextOf(setting, shard.Name, name);
                    break;
                case "prefix":
                    prefix = TextOf(setting, shard.Name, name);
                    break;
                case "labels" when setting.Value.ValueKind == JsonValueKind.Object:
                    labels = setting.Value.EnumerateObject()
                        .GroupBy(label => label.Name)
                        .ToDictionary(group => group.Key, group => TextOf(group.Last(), shard.Name, name));
                    break;
                default:
                    throw VerbException.Usage(
                        $"shard {shard.Name} of {name}: '{setting.Name}' is not understood; use url, prefix and labels.");
            }
        }

        return new ShardTarget(shard.Name, ShardTarget.CheckConnection(shard.Name, url), prefix, labels);
    }

    private static string TextOf(JsonProperty setting, string shard, string name) =>
        setting.Value.ValueKind == JsonValueKind.String
            ? setting.Value.GetString()!
            : throw VerbException.Usage($"shard {shard} of {name}: '{setting.Name}' is no text; put it in quotes.");
}
