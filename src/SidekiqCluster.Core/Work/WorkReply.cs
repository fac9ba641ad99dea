using System.Text.Json;
using SidekiqCluster.Payloads;
using SidekiqCluster.Redis;
using StackExchange.Redis;

namespace SidekiqCluster.Processes;

/// <summary>A process's work in flight: an entry <c>{"queue":…,"payload":…,"run_at":…}</c> by thread.</summary>
internal static class WorkReply
{
    /// <summary>Reads a hash of entries: by thread, ordinally, each once.</summary>
    public static Work[] Read(string shard, string identity, HashEntry[] hash) =>
        Sort(hash.Select(entry => Read(shard, identity, (string)entry.Name!, (byte[])entry.Value!)));

    /// <summary>The work of both hashes of a process, which writes one of them by its version.</summary>
    /// <param name="newer">That of the newer kind, which counts should a thread be in both.</param>
    /// <param name="older">That of the older kind.</param>
    public static Work[] Merge(Work[] newer, Work[] older) =>
        older.Length == 0 ? newer
        : newer.Length == 0 ? older
        : Sort(newer.Concat(older));

    /// <summary>
    /// Reads an entry. The payload is the job itself in an object (up to 6.0.1) or in a string; either way the job's bytes
    /// are those that the process fetched. An entry that is no JSON object becomes a malformed job of its own bytes.
    /// </summary>
    /// <param name="shard">The shard's name.</param>
    /// <param name="identity">The process.</param>
    /// <param name="threadId">The thread.</param>
    /// <param name="entry">The entry; a payload in a string is written over it, and stays there.</param>
    public static Work Read(string shard, string identity, string threadId, byte[] entry)
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

    private static Work[] Sort(IEnumerable<Work> work) =>
        [.. work.DistinctBy(static one => one.ThreadId).OrderBy(static one => one.ThreadId, StringComparer.Ordinal)];

    private static (string? Queue, DateTimeOffset? RunAt, ReadOnlyMemory<byte> Payload)? TryReadFields(byte[] entry)
    {
        (string? Queue, DateTimeOffset? RunAt) fields = default;
        var (payload, isPayloadText) = (default(Range), false);
        var reader = new Utf8JsonReader(entry, JsonValues.AnyDepth);
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return null;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = reader.ValueSpan;
                reader.Read();
                var start = (int)reader.TokenStartIndex;
                var isText = reader.TokenType == JsonTokenType.String;
                reader.Skip();
                var value = isText ? (start + 1)..((int)reader.BytesConsumed - 1) : start..(int)reader.BytesConsumed;
                if (JsonText.ContentIs(name, "payload"u8))
                {
                    (payload, isPayloadText) = (value, isText);
                }
                else if (JsonText.ContentIs(name, "queue"u8))
                {
                    fields.Queue = isText ? JsonText.DecodeContent(entry.AsSpan(value)) : null;
                }
                else if (JsonText.ContentIs(name, "run_at"u8))
                {
                    fields.RunAt = LenientNumber.ToTime(JsonText.Resolve(entry.AsSpan(value)));
                }
            }

            if (reader.Read())
            {
                return null;
            }
        }
        catch (JsonException)
        {
            return null;
        }

        return (fields.Queue, fields.RunAt, isPayloadText ? UnescapeInPlace(entry.AsMemory(payload)) : entry.AsMemory(payload));
    }

    /// <summary>No escape is shorter than what it stands for, so nothing is written over that is still to be read.</summary>
    private static Memory<byte> UnescapeInPlace(Memory<byte> content) =>
        content[..JsonText.Unescape(content.Span, content.Span).Length];
}
