using System.Net.ServerSentEvents;
using System.Text;
using System.Text.Json.Nodes;
using SidekiqCluster.Server.Answers;

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
        "application/x-msgpack" => PackedAnswers.Unpack(body).Select(value => api.WhyWrong(schema, value)).FirstOrDefault(static why => why is not null),
        "text/csv" or "text/plain" => (string?)schema["type"] == "string" ? null : "its schema says something else than text",
        "application/gzip" => body is [0x1F, 0x8B, ..] ? null : "it is not gzipped",
        _ => "nobody looked at it",
    };

    /// <summary>Why events are not: the result of an act is what its JSON would be.</summary>
    public static async Task<string?> WhyEventsAreWrongAsync(ApiDescription api, DocumentedOperation operation, Stream body)
    {
        var isAct = operation.Method == HttpMethod.Post;
        var json = operation.FormsOf(200).Single(form => form.Key == (isAct ? "application/json" : "text/event-stream")).Value;
        await foreach (var each in SseParser.Create(body).EnumerateAsync(TestContext.Current.CancellationToken))
        {
            if (each.EventType != "progress")
            {
                return each.EventType == (isAct ? "result" : "stats") ? api.WhyWrong(json, JsonNode.Parse(each.Data)) : $"the event is {each.EventType}";
            }
        }

        return "there was no event";
    }

    private static string Text(byte[] body) => Encoding.UTF8.GetString(body);
}
