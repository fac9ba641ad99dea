using System.Text.Json;
using SidekiqCluster.Redis;

namespace SidekiqCluster.Processes;

/// <summary>
/// What a process says about itself when it starts: the JSON in the field <c>info</c> of its hash. Threads, queues and
/// weights moved from version to version; they are read from wherever they are.
/// </summary>
internal sealed class ProcessInfo
{
    private readonly LenientObject _info;

    private ProcessInfo(LenientObject info)
    {
        _info = info;
        Capsules = ReadCapsules();
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
        Number("concurrency"u8) ?? (Capsules ?? []).Aggregate(0L, (sum, capsule) => LenientNumber.Add(sum, capsule.Concurrency));

    /// <summary>Reads any bytes; what is no JSON object tells nothing.</summary>
    public static ProcessInfo Read(ReadOnlyMemory<byte> json) => new(LenientObject.Read(json));

    /// <inheritdoc cref="LenientObject.Text"/>
    public string? Text(ReadOnlySpan<byte> name) => _info.Text(name);

    public long? Number(ReadOnlySpan<byte> name) => LenientNumber.ToInt64(_info.TextOrNumber(name));

    public DateTimeOffset? Time(ReadOnlySpan<byte> name) => LenientNumber.ToTime(_info.TextOrNumber(name));

    /// <inheritdoc cref="LenientObject.IsTrue"/>
    public bool Flag(ReadOnlySpan<byte> name) => _info.IsTrue(name);

    /// <inheritdoc cref="LenientObject.Texts"/>
    public IReadOnlyList<string> Texts(ReadOnlySpan<byte> name) => _info.Texts(name);

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

    private ProcessCapsule[]? ReadCapsules() =>
        _info.Element("capsules"u8) is { ValueKind: JsonValueKind.Object } capsules
            ? [.. capsules.EnumerateObject().Select(capsule => new ProcessCapsule(
                capsule.Name,
                LenientNumber.ToInt64(capsule.Value.Member("concurrency")?.AsTextOrNumber()) ?? 0,
                capsule.Value.Member("mode")?.AsText(),
                Merge(ReadWeights(capsule.Value.Member("weights") ?? default))))]
            : null;

    private string[] ReadQueues()
    {
        string[] ofCapsules = [.. (Capsules ?? []).SelectMany(capsule => capsule.Weights.Keys).Distinct()];
        return ofCapsules.Length > 0 ? ofCapsules : [.. Texts("queues"u8).Distinct()];
    }

    private OrderedDictionary<string, long>? ReadWeights() => Capsules is { Count: > 0 }
        ? Merge(Capsules.SelectMany(capsule => capsule.Weights))
        : _info.Element("weights"u8) switch
        {
            { ValueKind: JsonValueKind.Array } perCapsule => Merge(perCapsule.EnumerateArray().SelectMany(ReadWeights)),
            { ValueKind: JsonValueKind.Object } weights => Merge(ReadWeights(weights)),
            _ => null,
        };
}
