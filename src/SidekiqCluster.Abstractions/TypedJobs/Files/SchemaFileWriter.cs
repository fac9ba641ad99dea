using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SidekiqCluster.TypedJobs;

/// <summary>Writes what was seen of jobs as a schema file.</summary>
internal static class SchemaFileWriter
{
    private static readonly JsonWriterOptions Indented = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly SeenType[] Types = Enum.GetValues<SeenType>();

    public static byte[] Write(IEnumerable<KeyValuePair<string, ClassSample>> classes)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Indented))
        {
            json.WriteStartObject();
            json.WriteNumber("version", 1);
            json.WriteStartObject("jobs");
            foreach (var (name, sample) in classes)
            {
                json.WriteStartObject(name);
                WriteClass(json, sample);
                json.WriteEndObject();
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteClass(Utf8JsonWriter json, ClassSample sample)
    {
        json.WriteString("api", sample.Api == JobApi.ActiveJob ? "active_job" : "sidekiq");
        json.WriteNumber("sampled", sample.Jobs);
        WriteOptions(json, sample);
        json.WriteStartArray("parameters");
        for (var position = 0; position < sample.Positions.Count; position++)
        {
            json.WriteStartObject();
            json.WriteString("kind", position < sample.Shortest ? "req" : "opt");
            WriteValue(json, sample.Positions[position]);
            json.WriteEndObject();
        }

        foreach (var (name, keyword) in sample.Keywords)
        {
            json.WriteStartObject();
            json.WriteString("kind", keyword.Hashes == sample.Jobs ? "keyreq" : "key");
            json.WriteString("name", name);
            WriteValue(json, keyword.Value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>What all jobs of a class agree about was most likely set by the class.</summary>
    private static void WriteOptions(Utf8JsonWriter json, ClassSample sample)
    {
        var queue = sample.Queues is { Count: 1, Min: var only } && only is not ("\"default\"" or not ['"', ..]) ? only : null;
        var retry = sample is { Api: JobApi.Sidekiq, Retries: { Count: 1, Min: var same } } && same is not ("" or "true" or "null") ? same : null;
        if (queue is null && retry is null)
        {
            return;
        }

        json.WriteStartObject("options");
        WriteRaw(json, "queue", queue);
        WriteRaw(json, "retry", retry);
        json.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter json, ValueSample value)
    {
        json.WriteStartObject("seen");
        foreach (var type in Types.Where(type => value[type] > 0))
        {
            json.WriteNumber(NameOf(type), value[type]);
        }

        json.WriteEndObject();
        if (Types.Any(type => value.ExampleOf(type) is not null))
        {
            json.WriteStartObject("examples");
            foreach (var type in Types)
            {
                WriteRaw(json, NameOf(type), value.ExampleOf(type));
            }

            json.WriteEndObject();
        }

        if (value.Element is { Count: > 0 } element)
        {
            json.WriteStartObject("element");
            WriteValue(json, element);
            json.WriteEndObject();
        }

        if (value.Keys.Count > 0)
        {
            WriteKeys(json, value);
        }
    }

    private static void WriteKeys(Utf8JsonWriter json, ValueSample value)
    {
        json.WriteStartObject("keys");
        foreach (var (name, key) in value.Keys)
        {
            json.WriteStartObject(name);
            WriteValue(json, key.Value);
            if (key.Hashes < value[SeenType.Hash])
            {
                json.WriteBoolean("optional", true);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteRaw(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WritePropertyName(name);
            json.WriteRawValue(value);
        }
    }

    private static string NameOf(SeenType type) => type.ToString().ToLowerInvariant();
}
