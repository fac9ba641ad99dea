using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace SidekiqCluster.Compatibility.Tests.DataApi.Comparing;

/// <summary>Compares JSON by value: what Ruby parsed and printed again, with what we left as it was written.</summary>
internal static class JsonSame
{
    public static bool Value(JsonElement theirs, JsonElement ours) => (theirs.ValueKind, ours.ValueKind) switch
    {
        (JsonValueKind.Object, JsonValueKind.Object) => Fields(theirs, ours),
        (JsonValueKind.Array, JsonValueKind.Array) =>
            theirs.GetArrayLength() == ours.GetArrayLength()
            && theirs.EnumerateArray().Zip(ours.EnumerateArray()).All(pair => Value(pair.First, pair.Second)),
        (JsonValueKind.Number, JsonValueKind.Number) => Number(theirs.GetRawText(), ours.GetRawText()),
        (JsonValueKind.String, JsonValueKind.String) => theirs.GetString() == ours.GetString(),
        _ => theirs.ValueKind == ours.ValueKind && theirs.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array),
    };

    private static bool Fields(JsonElement theirs, JsonElement ours)
    {
        var fields = ours.EnumerateObject().GroupBy(field => field.Name)
            .ToDictionary(group => group.Key, group => group.Last().Value);
        return theirs.EnumerateObject().Count() == fields.Count
            && theirs.EnumerateObject()
                .All(field => fields.TryGetValue(field.Name, out var value) && Value(field.Value, value));
    }

    /// <summary>Integers in full, everything else as Ruby's Float.</summary>
    private static bool Number(string theirs, string ours) =>
        (Integer(theirs), Integer(ours)) switch
        {
            (null, null) => double.Parse(theirs, CultureInfo.InvariantCulture)
                .Equals(double.Parse(ours, CultureInfo.InvariantCulture)),
            var (whole, own) => whole == own,
        };

    private static BigInteger? Integer(string text) =>
        BigInteger.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? whole : null;
}
