using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using SidekiqCluster.Verbs.Pushes;

namespace SidekiqCluster.Verbs.Remote;

/// <summary>All verbs by name, and their parameters as JSON.</summary>
internal static class VerbCatalog
{
    private const string Suffix = "Verb";

    private static readonly FrozenDictionary<string, Type> ByName = typeof(Verb).Assembly.GetTypes()
        .Where(static type => type.IsSubclassOf(typeof(Verb)) && !type.IsAbstract)
        .ToFrozenDictionary(NameOf);

    /// <summary>How parameters and what is said about verbs are written.</summary>
    public static JsonSerializerOptions Json { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveParametersAlone } },
        MaxDepth = 512,
        Converters =
        {
            new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower),
            new TextConverter<JobFilter>(JobFilter.Parse),
            new SourcesConverter(),
            new TextConverter<JobField>(JobField.Parse),
            new TextConverter<EntryId>(EntryId.Parse),
            new TextConverter<JsonArguments>(JsonArguments.FromJson),
            new TextConverter<JobRetry>(PushValues.ReadRetry),
            new TextConverter<JobBacktrace>(PushValues.ReadBacktrace),
        },
    };

    /// <summary>Their names.</summary>
    public static IEnumerable<string> Names => ByName.Keys.Order(StringComparer.Ordinal);

    /// <summary>A verb's name: <c>job-retry</c> of <see cref="JobRetryVerb"/>.</summary>
    public static string NameOf(Verb verb) => NameOf(verb.GetType());

    /// <summary>A verb's parameters.</summary>
    public static JsonElement ParametersOf(Verb verb) => JsonSerializer.SerializeToElement(verb, verb.GetType(), Json);

    /// <summary>The verb of a name and parameters.</summary>
    /// <exception cref="VerbException">There is none of this name, or it has no such parameters.</exception>
    public static Verb Read(string name, JsonElement parameters)
    {
        if (!ByName.TryGetValue(name, out var type))
        {
            throw VerbException.Usage($"the server does not know '{name}'; it is of another version than who asks, use the same one for both.");
        }

        try
        {
            return (Verb?)parameters.Deserialize(type, Json) ?? throw new JsonException("They are null.");
        }
        catch (Exception e) when (e is JsonException or FormatException or ArgumentException)
        {
            throw new VerbException(
                ExitCode.Usage, $"the server does not take these parameters of '{name}'; if it is of another version than who asks, use the same one for both. {e.Message}", e);
        }
    }

    /// <summary>What a verb says of itself is none of its parameters.</summary>
    private static void LeaveParametersAlone(JsonTypeInfo type)
    {
        if (type.Type.IsSubclassOf(typeof(Verb)))
        {
            foreach (var told in type.Properties.Where(static property => property.Set is null).ToArray())
            {
                type.Properties.Remove(told);
            }
        }
    }

    private static string NameOf(Type type) => JsonNamingPolicy.KebabCaseLower.ConvertName(type.Name[..^Suffix.Length]);
}
