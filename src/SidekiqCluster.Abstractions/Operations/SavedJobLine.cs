using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace SidekiqCluster.Operations;

/// <summary>One line of a file of saved jobs: a job, or which jobs of a chunk were kept after all.</summary>
/// <param name="Chunk">The jobs that were deleted at once.</param>
/// <param name="Job">The job; null when the line tells what was kept.</param>
/// <param name="Kept">The places, from 0, of the chunk's jobs that were not deleted: they were gone, or the server refused.</param>
internal readonly record struct SavedJobLine(string Chunk, SavedJob? Job, IReadOnlyList<int> Kept)
{
    // The names of the fields; a file outlives the version that wrote it.
    private const string ChunkField = "chunk";
    private const string ShardField = "shard";
    private const string SourceField = "source";
    private const string ScoreField = "score";
    private const string RawField = "raw";
    private const string Base64Field = "raw_base64";
    private const string KeptField = "kept";

    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the line, its end included.</summary>
    public void Write(ArrayBufferWriter<byte> output)
    {
        using (var json = new Utf8JsonWriter(output, Plain))
        {
            json.WriteStartObject();
            json.WriteString(ChunkField, Chunk);
            if (Job is { } job)
            {
                WriteJob(json, job);
            }
            else
            {
                json.WriteStartArray(KeptField);
                foreach (var place in Kept)
                {
                    json.WriteNumberValue(place);
                }

                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        output.Write("\n"u8);
    }

    /// <summary>Reads a line without its end.</summary>
    /// <exception cref="SavedJobFormatException">It is none.</exception>
    public static SavedJobLine Read(ReadOnlySequence<byte> text, long number)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var line = document.RootElement;
            var chunk = line.GetProperty(ChunkField).GetString()!;
            return line.TryGetProperty(KeptField, out var kept)
                ? new SavedJobLine(chunk, null, [.. kept.EnumerateArray().Select(place => place.GetInt32())])
                : new SavedJobLine(chunk, ReadJob(line), []);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new SavedJobFormatException(number, "is no saved job", e);
        }
    }

    private static void WriteJob(Utf8JsonWriter json, SavedJob job)
    {
        json.WriteString(ShardField, job.Shard);
        json.WriteString(SourceField, job.Source.ToString());
        if (job.Score is { } score)
        {
            if (double.IsFinite(score))
            {
                json.WriteNumber(ScoreField, score);
            }
            else
            {
                json.WriteString(ScoreField, score.ToString(CultureInfo.InvariantCulture));
            }
        }

        if (Utf8.IsValid(job.Raw.Span))
        {
            json.WriteString(RawField, job.Raw.Span);
        }
        else
        {
            json.WriteBase64String(Base64Field, job.Raw.Span);
        }
    }

    private static SavedJob ReadJob(JsonElement line)
    {
        var source = JobSource.Parse(line.GetProperty(SourceField).GetString()!);
        var hasScore = line.TryGetProperty(ScoreField, out var score);
        if (source == JobSource.Work || hasScore == (source.Kind == JobSourceKind.Queue))
        {
            throw new FormatException("A job of a set has a score, one of a queue none, and no other is saved.");
        }

        return new SavedJob
        {
            Shard = line.GetProperty(ShardField).GetString() ?? throw new FormatException("The shard is null."),
            Source = source,
            Score = !hasScore ? null
                : score.ValueKind == JsonValueKind.String ? double.Parse(score.GetString()!, CultureInfo.InvariantCulture)
                : score.GetDouble(),
            Raw = line.TryGetProperty(Base64Field, out var base64)
                ? base64.GetBytesFromBase64()
                : System.Text.Encoding.UTF8.GetBytes(line.GetProperty(RawField).GetString()!),
        };
    }
}
