using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Net.Http.Headers;
using SidekiqCluster.Verbs.Answers;

namespace SidekiqCluster.Server.Answers;

/// <summary>
/// The entity tag of an answer: a hash of all that it says, but for what passes by itself and can be told from the rest, <c>captured_at</c>
/// and how long a job has waited since its <c>enqueued_at</c>. So it is a weak one.
/// </summary>
internal static class AnswerTag
{
    /// <summary>The tag of an answer in one form.</summary>
    public static EntityTagHeaderValue Of(Answer answer, AnswerMediaType type)
    {
        var content = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(content, JsonValue.Compact))
        {
            json.WriteStartObject();
            json.WriteString("form", type.Name);
            AnswerWriter.WriteShards(json, answer.Shards);
            json.WriteStartArray("rows");
            for (var row = 0; row < answer.Rows.Count; row++)
            {
                json.WriteStartObject();
                answer.Rows.WriteLasting(json, row);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            answer.WriteEnvelope?.Invoke(json);
            json.WriteEndObject();
        }

        var hash = Convert.ToBase64String(SHA256.HashData(content.WrittenSpan).AsSpan(0, 18));
        return new EntityTagHeaderValue($"\"{hash}\"", isWeak: true);
    }

    /// <summary>Whether a request has the answer already.</summary>
    public static bool IsKnown(HttpRequest request, EntityTagHeaderValue tag) =>
        request.GetTypedHeaders().IfNoneMatch.Any(known => known.Equals(EntityTagHeaderValue.Any) || known.Compare(tag, useStrongComparison: false));
}
