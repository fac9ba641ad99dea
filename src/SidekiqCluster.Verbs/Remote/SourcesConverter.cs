using System.Text.Json;
using System.Text.Json.Serialization;

namespace SidekiqCluster.Verbs.Remote;

/// <summary>Sources as an array of their written forms, since names of queues may hold blanks.</summary>
internal sealed class SourcesConverter : JsonConverter<JobSources>
{
    public override JobSources Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        try
        {
            return JobSources.Parse(JsonSerializer.Deserialize<string[]>(ref reader, options) ?? []);
        }
        catch (FormatException e)
        {
            throw new JsonException(e.Message, e);
        }
    }

    public override void Write(Utf8JsonWriter writer, JobSources value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        if (value.IncludesAllQueues)
        {
            writer.WriteStringValue("queues");
        }

        foreach (var source in value.Single)
        {
            writer.WriteStringValue(source.ToString());
        }

        writer.WriteEndArray();
    }
}
