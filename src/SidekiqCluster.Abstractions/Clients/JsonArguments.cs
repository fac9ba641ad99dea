using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using SidekiqCluster.Clients;
using SidekiqCluster.Payloads;

namespace SidekiqCluster;

/// <summary>
/// The arguments of a job that is to be pushed: a JSON array, whose bytes arrive in Redis as they were given. What is no
/// such array, or none that Ruby could work with, says so in <see cref="Problem"/>, and a push refuses it.
/// </summary>
/// <remarks>
/// Refused are: text that is no JSON (<c>NaN</c> is none), that is not UTF-8 or holds half of a surrogate pair, floats
/// beyond the range of a double, and nesting that Ruby cannot read: more than 99 levels, as the payload is one itself. Of
/// a key that an object repeats, Ruby takes the last. Immutable and safe to share.
/// </remarks>
public sealed class JsonArguments
{
    /// <summary>Levels of a payload that its arguments may take: all but the payload's own.</summary>
    private const int MaxDepth = RubyJson.MaxDepth - 1;

    private JsonArguments(ReadOnlyMemory<byte> json)
    {
        Json = json;
        Problem = FindProblem(json.Span, out var depth);
        Depth = depth;
    }

    private JsonArguments(string problem) => Problem = problem;

    /// <summary>No arguments: <c>[]</c>.</summary>
    public static JsonArguments None { get; } = new("[]"u8.ToArray());

    /// <summary>The array as UTF-8, without blanks around it.</summary>
    public ReadOnlyMemory<byte> Json { get; }

    /// <summary>Why these cannot be pushed, a sentence; null when they can.</summary>
    public string? Problem { get; }

    /// <summary>How deep the array nests; itself is one level.</summary>
    internal int Depth { get; }

    /// <summary>Takes a JSON array in UTF-8. Reads it once; throws for nothing that it holds.</summary>
    /// <param name="json">The array; the caller must not change the bytes afterwards.</param>
    public static JsonArguments FromUtf8(ReadOnlyMemory<byte> json) => new(Trim(json));

    /// <summary>Takes a JSON array. Reads it once; throws for nothing that it holds.</summary>
    public static JsonArguments FromJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return JsonText.HasLoneSurrogate(json)
            ? new JsonArguments("The arguments hold half of a surrogate pair; give whole characters.")
            : FromUtf8(Encoding.UTF8.GetBytes(json));
    }

    /// <summary>Takes the JSON of an element, spelled as it is there. An element that is no array is a problem.</summary>
    public static JsonArguments FromJson(JsonElement json) =>
        FromUtf8(json.ValueKind == JsonValueKind.Undefined ? default : JsonMarshal.GetRawUtf8Value(json).ToArray());

    /// <summary>
    /// Makes the array of values that JSON has: null, booleans, integers of any size, floats, decimals, texts, lists and
    /// dictionaries with texts as keys, and <see cref="JsonElement"/>. A value of another type (a time, a Guid, an enum,
    /// bytes) is a problem: nobody but the caller knows which text or number Ruby expects for it.
    /// </summary>
    public static JsonArguments Of(params IReadOnlyList<object?> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var encoder = new ValueEncoder();
        return encoder.TryEncode(values, out var problem)
            ? new JsonArguments(encoder.Json)
            : new JsonArguments(problem!);
    }

    /// <summary>Makes the array of typed arguments.</summary>
    /// <exception cref="ArgumentException">A value has no JSON form: a NaN, or a number that is no member of its enum.</exception>
    public static JsonArguments From<T>(T args)
        where T : class, ISidekiqJobArgs<T> => new(JobArgs.ToUtf8Json(args));

    /// <summary>What could not be made an array.</summary>
    internal static JsonArguments Without(string problem) => new(problem);

    /// <summary>The array as text; empty when it is not UTF-8.</summary>
    public override string ToString() =>
        Utf8.IsValid(Json.Span) ? Encoding.UTF8.GetString(Json.Span) : string.Empty;

    private static string? FindProblem(ReadOnlySpan<byte> json, out int depth)
    {
        depth = 0;
        return json.IsEmpty ? "The arguments are empty; give a JSON array, [] for none."
            : RubyJson.FindProblem(json, out depth) is { } problem ? $"The arguments' JSON {problem}; give a JSON array that Ruby can read."
            : json[0] != '[' ? "The arguments are no array; put them into [ and ]."
            : depth > MaxDepth ? $"The arguments nest {depth} levels deep; Ruby reads at most {MaxDepth}."
            : null;
    }

    private static ReadOnlyMemory<byte> Trim(ReadOnlyMemory<byte> json)
    {
        var blanks = " \t\r\n"u8;
        var start = json.Span.IndexOfAnyExcept(blanks);
        return start < 0 ? default : json[start..(json.Span.LastIndexOfAnyExcept(blanks) + 1)];
    }
}
