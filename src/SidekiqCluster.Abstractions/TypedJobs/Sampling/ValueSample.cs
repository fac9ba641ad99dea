using System.Text;
using System.Text.Json;

namespace SidekiqCluster.TypedJobs;

/// <summary>What was seen at one place: how often each type, an example of each, and what is within arrays and hashes.</summary>
internal sealed class ValueSample
{
    private const int TypeCount = (int)SeenType.Any + 1;
    private const int Deepest = 8;
    private const int MostKeys = 50;
    private const int LongestExample = 64;

    private readonly long[] _counts = new long[TypeCount];
    private readonly string?[] _examples = new string?[TypeCount];
    private SortedDictionary<string, KeySample>? _keys = new(StringComparer.Ordinal);

    /// <summary>How many values were seen.</summary>
    public long Count => _counts.Sum();

    /// <summary>What arrays hold, and hashes of too many keys to be known ones; null when there were none.</summary>
    public ValueSample? Element { get; private set; }

    /// <summary>The keys of hashes; empty when there were too many.</summary>
    public IReadOnlyCollection<KeyValuePair<string, KeySample>> Keys =>
        (IReadOnlyCollection<KeyValuePair<string, KeySample>>?)_keys ?? [];

    /// <summary>How often a type was seen.</summary>
    public long this[SeenType type] => _counts[(int)type];

    /// <summary>The shortest short value of the type, of several the first by code point, as JSON; null when there is none.</summary>
    public string? ExampleOf(SeenType type) => _examples[(int)type];

    /// <summary>Counts a value of which nothing may be shown.</summary>
    public void AddHidden() => _counts[(int)SeenType.Any]++;

    /// <summary>Counts the value that the reader stands at, and leaves the reader at its end.</summary>
    /// <param name="reader">A reader over well-formed JSON.</param>
    /// <param name="keepsExamples">Whether values are remembered.</param>
    /// <param name="depth">How many arrays and hashes are around it.</param>
    public void Add(ref Utf8JsonReader reader, bool keepsExamples, int depth = 0)
    {
        var type = TypeOf(ref reader, depth);
        _counts[(int)type]++;
        switch (type)
        {
            case SeenType.Array:
                Element ??= new ValueSample();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    Element.Add(ref reader, keepsExamples, depth + 1);
                }

                break;
            case SeenType.Hash:
                AddKeys(ref reader, keepsExamples, depth + 1);
                break;
            default:
                if (keepsExamples && reader.TokenType is JsonTokenType.Number or JsonTokenType.String or JsonTokenType.True or JsonTokenType.False)
                {
                    Keep(type, in reader);
                }

                reader.Skip();
                break;
        }
    }

    private static SeenType TypeOf(ref Utf8JsonReader reader, int depth) => reader.TokenType switch
    {
        JsonTokenType.Null => SeenType.Null,
        JsonTokenType.True or JsonTokenType.False => SeenType.Boolean,
        JsonTokenType.String => SeenType.String,
        JsonTokenType.Number when reader.TryGetInt64(out _) => SeenType.Integer,
        JsonTokenType.Number => reader.ValueSpan.ContainsAny("eE."u8) && ArgsReader.TryReadDouble(ref reader, out _) ? SeenType.Float : SeenType.Any,
        JsonTokenType.StartArray when depth < Deepest => SeenType.Array,
        JsonTokenType.StartObject when depth < Deepest => SeenType.Hash,
        _ => SeenType.Any,
    };

    private void AddKeys(ref Utf8JsonReader reader, bool keepsExamples, int depth)
    {
        var hash = _counts[(int)SeenType.Hash];
        while (ArgsReader.MoveNextKey(ref reader))
        {
            var name = ArgsReader.ReadKey(ref reader);
            reader.Read();
            ValueOf(name, hash).Add(ref reader, keepsExamples, depth);
        }
    }

    /// <param name="name">The key.</param>
    /// <param name="hash">The number of the hash that has it, from 1; 0 when its hashes are counted elsewhere.</param>
    private ValueSample ValueOf(string name, long hash)
    {
        if (_keys is not null && !_keys.ContainsKey(name) && _keys.Count == MostKeys)
        {
            // So many keys are data, not names.
            Element ??= new ValueSample();
            foreach (var key in _keys.Values)
            {
                Element.Merge(key.Value);
            }

            _keys = null;
        }

        if (_keys is null)
        {
            return Element!;
        }

        if (!_keys.TryGetValue(name, out var sample))
        {
            _keys.Add(name, sample = new KeySample());
        }

        if (hash > 0)
        {
            sample.CountIn(hash);
        }

        return sample.Value;
    }

    private void Merge(ValueSample other)
    {
        for (var type = 0; type < TypeCount; type++)
        {
            _counts[type] += other._counts[type];
            Keep((SeenType)type, other._examples[type]);
        }

        if (other.Element is not null)
        {
            (Element ??= new ValueSample()).Merge(other.Element);
        }

        foreach (var (name, key) in other.Keys)
        {
            var value = ValueOf(name, hash: 0);
            value.Merge(key.Value);
            _keys?[name].Add(key.Hashes);
        }
    }

    private void Keep(SeenType type, in Utf8JsonReader reader)
    {
        if (reader.ValueSpan.Length <= LongestExample)
        {
            var text = Encoding.UTF8.GetString(reader.ValueSpan);
            Keep(type, reader.TokenType == JsonTokenType.String ? $"\"{text}\"" : text);
        }
    }

    private void Keep(SeenType type, string? json)
    {
        var kept = _examples[(int)type];
        if (json is not null
            && (kept is null || json.Length < kept.Length || (json.Length == kept.Length && string.CompareOrdinal(json, kept) < 0)))
        {
            _examples[(int)type] = json;
        }
    }
}
