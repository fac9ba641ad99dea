using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;

namespace SidekiqCluster.Server.Documents;

/// <summary>The OpenAPI document of a server: its operations, and whether answers are what it says.</summary>
internal sealed class ApiDescription(JsonObject document)
{
    private const string Components = "#/components/schemas/";

    private readonly Dictionary<string, JsonSchema> _compiled = [];

    /// <summary>Every operation.</summary>
    public IReadOnlyList<DocumentedOperation> Operations =>
    [
        .. from path in document["paths"]!.AsObject()
           from operation in path.Value!.AsObject()
           select new DocumentedOperation(new HttpMethod(operation.Key.ToUpperInvariant()), path.Key, operation.Value!.AsObject()),
    ];

    public static async Task<ApiDescription> ReadAsync(HttpClient http) =>
        new(JsonNode.Parse(await http.GetStringAsync("/openapi/v1.json", TestContext.Current.CancellationToken))!.AsObject());

    /// <summary>The property names of an object that a schema tells of.</summary>
    public IReadOnlyList<string> NamesOf(JsonNode schema)
    {
        var named = (string?)schema["$ref"] is { } reference ? document["components"]!["schemas"]![reference[Components.Length..]]! : schema;
        return [.. named["properties"]!.AsObject().Select(static property => property.Key)];
    }

    /// <summary>Why a value is not what a schema of the document says; null when it is.</summary>
    public string? WhyWrong(JsonNode schema, JsonNode? value)
    {
        var options = new EvaluationOptions { OutputFormat = OutputFormat.List, RequireFormatValidation = true };
        var result = Compiled(schema).Evaluate(JsonSerializer.SerializeToElement(value), options);
        return result.IsValid
            ? null
            : string.Join("; ", (result.Details ?? []).Where(static detail => detail.Errors is not null).Select(static detail =>
                $"{detail.InstanceLocation}: {string.Join(", ", detail.Errors!.Values)}"));
    }

    /// <summary>The schema with all that it refers to.</summary>
    private JsonSchema Compiled(JsonNode schema)
    {
        var key = schema.ToJsonString();
        if (!_compiled.TryGetValue(key, out var compiled))
        {
            var whole = schema.DeepClone().AsObject();
            whole["$defs"] = document["components"]!["schemas"]!.DeepClone();
            compiled = _compiled[key] = JsonSchema.FromText(whole.ToJsonString().Replace(Components, "#/$defs/", StringComparison.Ordinal));
        }

        return compiled;
    }
}
