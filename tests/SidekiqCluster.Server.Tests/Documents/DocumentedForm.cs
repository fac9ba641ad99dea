using System.Text;
using System.Text.Json.Nodes;

namespace SidekiqCluster.Server.Documents;

/// <summary>Whether an answer is what its schema says, form by form.</summary>
internal static class DocumentedForm
{
    /// <summary>Why it is not; null when it is.</summary>
    public static string? WhyWrong(ApiDescription api, string form, JsonNode schema, byte[] body) => form switch
    {
        "application/json" or "application/problem+json" => api.WhyWrong(schema, JsonNode.Parse(body)),
        "application/x-ndjson" => Text(body).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => api.WhyWrong(schema, JsonNode.Parse(line))).FirstOrDefault(static why => why is not null),
        "text/csv" or "text/plain" => (string?)schema["type"] == "string" ? null : "its schema says something else than text",
        _ => "nobody looked at it",
    };

    private static string Text(byte[] body) => Encoding.UTF8.GetString(body);
}
