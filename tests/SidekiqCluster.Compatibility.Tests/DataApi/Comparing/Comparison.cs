using System.Collections;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using SidekiqCluster.TestKit.Redis;

namespace SidekiqCluster.Compatibility.Tests.DataApi.Comparing;

/// <summary>
/// Compares Ruby's answers, as JSON, with ours, as objects of the same shape: dictionaries, lists and values. Everything
/// that Ruby answers must have been asked, and nothing else.
/// </summary>
/// <param name="deliberate">What may differ, and why.</param>
internal sealed class Comparison(IReadOnlyList<DeliberateDifference> deliberate)
{
    /// <summary>Ruby's times and latencies are doubles of seconds: half a microsecond is what they can tell apart.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromMicroseconds(1);

    private const int MostShown = 40;

    private static readonly JsonSerializerOptions OnOneLine =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly List<string> _differences = [];
    private readonly HashSet<DeliberateDifference> _used = [];

    /// <summary>The entries of the table that explained something.</summary>
    public IReadOnlySet<DeliberateDifference> Used => _used;

    /// <summary>What differs without being explained: place, Ruby's answer, ours.</summary>
    public IReadOnlyList<string> Differences => _differences;

    /// <summary>Fails with every difference that nothing explains.</summary>
    /// <param name="subject">What was compared: a version, a seed.</param>
    public void AssertSame(string subject)
    {
        if (_differences.Count > 0)
        {
            Assert.Fail($"{subject}: {_differences.Count} differences\n{string.Join('\n', _differences.Take(MostShown))}");
        }
    }

    public void Compare(string path, JsonElement theirs, object? ours)
    {
        switch (ours)
        {
            case IReadOnlyDictionary<string, object?> fields when IsObject(theirs):
                CompareFields(path, theirs, fields);
                break;
            case IReadOnlyList<object?> list when theirs.ValueKind == JsonValueKind.Array:
                CompareItems(path, theirs, list);
                break;
            default:
                if (!Same(theirs, ours))
                {
                    Report(path, theirs, ours);
                }

                break;
        }
    }

    /// <summary>Ruby raised, its text is no UTF-8, and a time are written as objects too, but are one value.</summary>
    private static bool IsObject(JsonElement theirs) =>
        theirs.ValueKind == JsonValueKind.Object
        && !theirs.TryGetProperty("raises", out _)
        && !theirs.TryGetProperty("b64", out _)
        && !theirs.TryGetProperty("epoch", out _);

    private static bool Same(JsonElement theirs, object? ours) => ours switch
    {
        null => theirs.ValueKind == JsonValueKind.Null,
        Refusal refusal => theirs.ValueKind == JsonValueKind.Object
            && theirs.TryGetProperty("raises", out var raised) && raised.ValueEquals(refusal.RubyException),
        byte[] raw => IsText(theirs) && Fixture.Bytes(theirs).AsSpan().SequenceEqual(raw),
        string text => theirs.ValueKind == JsonValueKind.String && theirs.GetString() == text,
        bool flag => theirs.ValueKind == (flag ? JsonValueKind.True : JsonValueKind.False),
        long number => theirs.ValueKind == JsonValueKind.Number
            && theirs.GetRawText() == number.ToString(CultureInfo.InvariantCulture),
        int number => Same(theirs, (long)number),
        double number => theirs.ValueKind == JsonValueKind.Number && theirs.GetDouble() == number,
        TimeSpan span => theirs.ValueKind == JsonValueKind.Number && IsNear(theirs.GetDouble(), span.TotalSeconds),
        DateTimeOffset time => SameTime(theirs, time),
        JsonElement json => JsonSame.Value(theirs, json),
        _ => false,
    };

    private static bool IsText(JsonElement theirs) =>
        theirs.ValueKind == JsonValueKind.String
        || theirs.ValueKind == JsonValueKind.Object && theirs.TryGetProperty("b64", out _);

    private static bool IsNear(double theirs, double ours) => Math.Abs(theirs - ours) < Tolerance.TotalSeconds;

    private static bool SameTime(JsonElement theirs, DateTimeOffset ours) => theirs.ValueKind switch
    {
        JsonValueKind.Number => IsNear(theirs.GetDouble(), (ours - DateTimeOffset.UnixEpoch).TotalSeconds),
        // Ruby tells nanoseconds, ours end at a tenth of a microsecond; and Ruby knows years beyond 9999.
        JsonValueKind.Object when theirs.TryGetProperty("time", out var text) =>
            DateTimeOffset.TryParse(text.GetString()![..27] + "Z", CultureInfo.InvariantCulture, out var time)
            && (time - ours).Duration() < Tolerance,
        _ => false,
    };

    private static string Show(object? ours) => ours switch
    {
        null => "null",
        byte[] raw => Encoding.UTF8.GetString(raw),
        JsonElement { ValueKind: JsonValueKind.Undefined } => "undefined",
        JsonElement json => JsonSerializer.Serialize(json, OnOneLine),
        DateTimeOffset time => time.ToString("o", CultureInfo.InvariantCulture),
        IEnumerable list and not string => "[" + string.Join(", ", list.Cast<object?>().Select(Show)) + "]",
        IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
        _ => ours.ToString()!,
    };

    private static string Short(string text) => text.Length <= 400 ? text : text[..400] + "…";

    private void CompareFields(string path, JsonElement theirs, IReadOnlyDictionary<string, object?> ours)
    {
        foreach (var field in theirs.EnumerateObject())
        {
            var place = $"{path}/{field.Name}";
            if (ours.TryGetValue(field.Name, out var value))
            {
                Compare(place, field.Value, value);
            }
            else
            {
                Report(place, field.Value, NotAsked.Value);
            }
        }

        foreach (var (name, value) in ours.Where(field => !theirs.TryGetProperty(field.Key, out _)))
        {
            Report($"{path}/{name}", default, value);
        }
    }

    private void CompareItems(string path, JsonElement theirs, IReadOnlyList<object?> ours)
    {
        if (theirs.GetArrayLength() != ours.Count)
        {
            Report(path, theirs, ours);
            return;
        }

        foreach (var (position, item) in theirs.EnumerateArray().Index())
        {
            var place = item.ValueKind == JsonValueKind.Object && item.TryGetProperty("name", out var name)
                ? name.ToString()
                : position.ToString(CultureInfo.InvariantCulture);
            Compare($"{path}/{place}", item, ours[position]);
        }
    }

    private void Report(string path, JsonElement theirs, object? ours)
    {
        if (deliberate.FirstOrDefault(entry => entry.Explains(path, theirs, ours)) is { } reason)
        {
            _used.Add(reason);
            return;
        }

        _differences.Add($"{path}: Ruby {Short(Show(theirs))}, ours {Short(Show(ours))}");
    }
}
