using System.Globalization;
using System.Text.Json;

namespace SidekiqCluster.Compatibility.Tests.DataApi.Answers;

/// <summary>Puts our answers into the shape of Ruby's.</summary>
internal static class Shape
{
    public static object?[] List(params IEnumerable<object?> items) => [.. items];

    /// <summary>Each of ours, asked what Ruby answered about the one at its place; those without such are left as they are.</summary>
    public static object?[] Beside<T>(IEnumerable<T> ours, JsonElement theirs, Func<T, JsonElement, object?> answer) =>
        List(ours.Select((item, position) => position < theirs.GetArrayLength() ? answer(item, theirs[position]) : item));

    /// <summary>An answer for each of Ruby's fields.</summary>
    public static Dictionary<string, object?> Fields(JsonElement theirs, Func<JsonProperty, object?> answer) =>
        theirs.EnumerateObject().ToDictionary(field => field.Name, answer);

    /// <summary>A moment as Ruby labels it.</summary>
    public static string Label(DateTimeOffset moment) => moment.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    /// <summary>Ruby's answers, changed where they leave something open.</summary>
    public static JsonElement Json(object value) => JsonSerializer.SerializeToElement(value);

    /// <summary>Queues as we order them: largest first, then by name. Ruby leaves the order of equal sizes open.</summary>
    public static JsonElement LargestFirst(
        JsonElement queues, Func<JsonElement, JsonElement> name, Func<JsonElement, JsonElement> size) =>
        Json(queues.EnumerateArray()
            .OrderByDescending(queue => size(queue).GetInt64())
            .ThenBy(queue => name(queue).GetString(), StringComparer.Ordinal));
}
