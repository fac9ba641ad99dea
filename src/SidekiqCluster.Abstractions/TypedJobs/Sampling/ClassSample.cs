using System.Text.Json;
using SidekiqCluster.Payloads;

namespace SidekiqCluster.TypedJobs;

/// <summary>What was seen of the jobs of one class that come through one API.</summary>
internal sealed class ClassSample(JobApi api, bool keepsExamples)
{
    private readonly List<ValueSample> _positions = [];
    private readonly SortedDictionary<string, KeySample> _keywords = new(StringComparer.Ordinal);

    public JobApi Api { get; } = api;

    /// <summary>How many jobs were looked into.</summary>
    public long Jobs { get; private set; }

    /// <summary>The fewest arguments that a job had, keywords left aside.</summary>
    public int Shortest { get; private set; } = int.MaxValue;

    public IReadOnlyList<ValueSample> Positions => _positions;

    public IReadOnlyDictionary<string, KeySample> Keywords => _keywords;

    /// <summary>The queues that the payloads name, as JSON.</summary>
    public SortedSet<string> Queues { get; } = new(StringComparer.Ordinal);

    /// <summary>The <c>retry</c> options of the payloads, as JSON.</summary>
    public SortedSet<string> Retries { get; } = new(StringComparer.Ordinal);

    /// <summary>Looks into a job's arguments.</summary>
    /// <param name="arguments">The arguments.</param>
    /// <param name="hidesLast">Whether the last of them is encrypted.</param>
    public void Add(DisplayArguments arguments, bool hidesLast)
    {
        Jobs++;
        var position = 0;
        var hasNext = arguments.MoveNext();
        while (hasNext)
        {
            var value = arguments.Current;
            hasNext = arguments.MoveNext();
            if (arguments.IsActiveJob && !hasNext && IsKeywords(value))
            {
                AddKeywords(value);
                break;
            }

            if (position == _positions.Count)
            {
                _positions.Add(new ValueSample());
            }

            if (hidesLast && !hasNext)
            {
                _positions[position].AddHidden();
            }
            else
            {
                var reader = Read(arguments.IsActiveJob ? ActiveJobValue.Decode(value) : value);
                _positions[position].Add(ref reader, keepsExamples);
            }

            position++;
        }

        Shortest = Math.Min(Shortest, position);
    }

    private void AddKeywords(ReadOnlySpan<byte> hash)
    {
        var reader = Read(ActiveJobValue.Decode(hash));
        while (ArgsReader.MoveNextKey(ref reader))
        {
            var name = ArgsReader.ReadKey(ref reader);
            reader.Read();
            if (!_keywords.TryGetValue(name, out var keyword))
            {
                _keywords.Add(name, keyword = new KeySample());
            }

            keyword.CountIn(Jobs);
            keyword.Value.Add(ref reader, keepsExamples);
        }
    }

    private static bool IsKeywords(ReadOnlySpan<byte> value) =>
        value[0] == '{' && PayloadLayout.Find(value, "_aj_ruby2_keywords"u8).IsPresent;

    private static Utf8JsonReader Read(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(JsonText.Sanitize(json), JsonValues.AnyDepth);
        reader.Read();
        return reader;
    }
}
