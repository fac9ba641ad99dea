using System.Text.Json;
using SidekiqCluster.Redis;

namespace SidekiqCluster.Processes;

/// <summary>
/// What a process says about itself when it starts: the JSON in the field <c>info</c> of its hash. Threads, queues and
/// weights moved from version to version; they are read from wherever they are.
/// </summary>
internal sealed class ProcessInfo
{
    private readonly JsonElement _json;

    private ProcessInfo(JsonElement json)
    {
        _json = json;
        Capsules = ReadCapsules(json);
        Queues = ReadQueues();
        Weights = ReadWeights();
    }

    /// <summary>The thread pools; null when the process tells none (before 8.0.9).</summary>
    public IReadOnlyList<ProcessCapsule>? Capsules { get; }

    /// <summary>The queues of all capsules, else the list that older versions wrote; each queue once.</summary>
    public IReadOnlyList<string> Queues { get; }

    /// <summary>The weights of all capsules, of a queue in several the last, else what 7.0.2 to 8.0.8 wrote; null before.</summary>
    public IReadOnlyDictionary<string, long>? Weights { get; }

    /// <summary>The threads, as told up to 8.1.1, else those of the capsules.</summary>
    public long Concurrency =>
        Number("concurrency") ?? (Capsules ?? []).Aggregate(0L, (sum, capsule) => LenientNumber.Add(sum, capsule.Concurrency));

    /// <summary>Reads any bytes; what is no JSON object tells nothing.</summary>
    public static ProcessInfo Read(ReadOnlySpan<byte> json) => new(LenientJson.TryParse(json) ?? default);

    public string? Text(string name) => _json.Member(name)?.AsText();

    public long? Number(string name) => LenientNumber.ToInt64(_json.Member(name)?.AsTextOrNumber());

    public DateTimeOffset? Time(string name) => LenientNumber.ToTime(_json.Member(name)?.AsTextOrNumber());

    public bool Flag(string name) => _json.Member(name)?.ValueKind == JsonValueKind.True;

    /// <summary>The texts of an array; empty when there is none. What is no text is left out.</summary>
    public IReadOnlyList<string> Texts(string name) =>
        _json.Member(name) is { ValueKind: JsonValueKind.Array } texts
            ? [.. texts.EnumerateArray().Select(LenientJson.AsText).OfType<string>()]
            : [];

    private static ProcessCapsule[]? ReadCapsules(JsonElement json) =>
        json.Member("capsules") is { ValueKind: JsonValueKind.Object } capsules
            ? [.. capsules.EnumerateObject().Select(capsule => new ProcessCapsule(
                capsule.Name,
                LenientNumber.ToInt64(capsule.Value.Member("concurrency")?.AsTextOrNumber()) ?? 0,
                capsule.Value.Member("mode")?.AsText(),
                Merge(ReadWeights(capsule.Value.Member("weights") ?? default))))]
            : null;

    private static IEnumerable<KeyValuePair<string, long>> ReadWeights(JsonElement weights) =>
        weights.ValueKind == JsonValueKind.Object
            ? weights.EnumerateObject().Select(weight =>
                KeyValuePair.Create(weight.Name, LenientNumber.ToInt64(weight.Value.AsTextOrNumber()) ?? 0))
            : [];

    private static OrderedDictionary<string, long> Merge(IEnumerable<KeyValuePair<string, long>> weights)
    {
        var merged = new OrderedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var (queue, weight) in weights)
        {
            merged[queue] = weight;
        }

        return merged;
    }

    private string[] ReadQueues()
    {
        string[] ofCapsules = [.. (Capsules ?? []).SelectMany(capsule => capsule.Weights.Keys).Distinct()];
        return ofCapsules.Length > 0 ? ofCapsules : [.. Texts("queues").Distinct()];
    }

    private OrderedDictionary<string, long>? ReadWeights() => Capsules is { Count: > 0 }
        ? Merge(Capsules.SelectMany(capsule => capsule.Weights))
        : _json.Member("weights") switch
        {
            { ValueKind: JsonValueKind.Array } perCapsule => Merge(perCapsule.EnumerateArray().SelectMany(ReadWeights)),
            { ValueKind: JsonValueKind.Object } weights => Merge(ReadWeights(weights)),
            _ => null,
        };
}
