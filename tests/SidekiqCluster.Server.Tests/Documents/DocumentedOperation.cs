using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace SidekiqCluster.Server.Documents;

/// <summary>An operation of the OpenAPI document, and how to call it as its examples say.</summary>
/// <param name="Method">Its method.</param>
/// <param name="Path">Its path, with the parameters in it.</param>
/// <param name="Description">All that the document says of it.</param>
internal sealed record DocumentedOperation(HttpMethod Method, string Path, JsonObject Description)
{
    public string Name => $"{Method} {Path}";

    public IEnumerable<string> Statuses => Description["responses"]!.AsObject().Select(static response => response.Key);

    /// <summary>The forms of an answer, each with its schema.</summary>
    public IEnumerable<KeyValuePair<string, JsonNode>> FormsOf(int status) =>
        Description["responses"]![status.ToString(CultureInfo.InvariantCulture)]!["content"]!.AsObject()
            .Select(static form => KeyValuePair.Create(form.Key, form.Value!["schema"]!));

    /// <summary>The call that its examples make.</summary>
    /// <param name="replace">What stands in the place of an example, by the operation's name and the example.</param>
    /// <param name="more">Parameters besides.</param>
    public HttpRequestMessage ToRequest(Func<string, string, string> replace, params IEnumerable<string> more)
    {
        var path = Path;
        var query = new List<string>(more);
        foreach (var parameter in Description["parameters"]?.AsArray() ?? [])
        {
            var name = (string)parameter!["name"]!;
            foreach (var example in Values(parameter["example"]))
            {
                var value = Uri.EscapeDataString(replace(Name, example));
                if ((string?)parameter["in"] == "path")
                {
                    path = path.Replace($"{{{name}}}", value, StringComparison.Ordinal);
                }
                else
                {
                    query.Add($"{name}={value}");
                }
            }
        }

        return new HttpRequestMessage(Method, query.Count == 0 ? path : $"{path}?{string.Join('&', query)}") { Content = ToContent(replace) };
    }

    private StringContent? ToContent(Func<string, string, string> replace) =>
        Description["requestBody"]?["content"]!.AsObject().First() is not { Key: var type, Value: { } body }
            ? null
            : body["example"] is JsonValue lines && lines.GetValueKind() == System.Text.Json.JsonValueKind.String
                ? new StringContent(lines.GetValue<string>(), Encoding.UTF8, type)
                : new StringContent(replace(Name, body["example"]!.ToJsonString()), Encoding.UTF8, type);

    private static IEnumerable<string> Values(JsonNode? example) => example switch
    {
        null => [],
        JsonArray several => several.Select(static each => each!.ToString()),
        _ => [example.ToString()],
    };
}
