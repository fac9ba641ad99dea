using System.Text.Json;
using SidekiqCluster.Payloads;
using SidekiqCluster.Redis;

namespace SidekiqCluster.Processes;

/// <summary>One entry of a process's work in flight: <c>{"queue":…,"payload":…,"run_at":…}</c>.</summary>
internal static class WorkReply
{
    /// <summary>
    /// Reads an entry. The payload is the job itself in an object (up to 6.0.1) or in a string; either way the job's bytes
    /// are those that the process fetched. An entry that is no JSON object becomes a malformed job of its own bytes.
    /// </summary>
    public static Work Read(string shard, string identity, string threadId, ReadOnlyMemory<byte> entry)
    {
        var (queue, runAt, payload) = TryReadFields(entry) ?? (null, null, entry);
        return new Work
        {
            ProcessIdentity = identity,
            ThreadId = threadId,
            Queue = queue,
            RunAt = runAt,
            Job = new JobRecord(shard, JobSource.Work, payload),
        };
    }

    private static (string? Queue, DateTimeOffset? RunAt, ReadOnlyMemory<byte> Payload)? TryReadFields(
        ReadOnlyMemory<byte> entry)
    {
        (string? Queue, DateTimeOffset? RunAt, ReadOnlyMemory<byte> Payload) fields = default;
        var reader = new Utf8JsonReader(entry.Span, JsonValues.AnyDepth);
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return null;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = JsonText.DecodeContent(reader.ValueSpan);
                reader.Read();
                var start = (int)reader.TokenStartIndex;
                var isText = reader.TokenType == JsonTokenType.String;
                reader.Skip();
                var value = entry[start..(int)reader.BytesConsumed];
                var content = isText ? value[1..^1] : value;
                switch (name)
                {
                    case "queue":
                        fields.Queue = isText ? JsonText.DecodeContent(content.Span) : null;
                        break;
                    case "run_at":
                        fields.RunAt = LenientNumber.ToTime(JsonText.DecodeContent(content.Span));
                        break;
                    case "payload":
                        fields.Payload = isText ? JsonText.Unescape(content.Span) : value;
                        break;
                }
            }

            return reader.Read() ? null : fields;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
