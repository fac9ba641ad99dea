using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SidekiqCluster.Redis.Tests.DataApi.Access;

/// <summary>
/// Answers as text, so that those of two servers or users can be compared whole: the shard's own name is left out, and what
/// follows from it.
/// </summary>
internal static class AnswerText
{
    private static readonly JsonSerializerOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JobConverter(), new StreamConverter() },
        WriteIndented = true,
    };

    /// <summary>Asks every question of the catalogue; one text for each, headed by its member.</summary>
    public static async Task<IReadOnlyList<string>> OfEveryReadAsync(ISidekiqShard shard, CancellationToken cancellationToken)
    {
        var answers = new List<string>();
        foreach (var read in ReadCatalogue.All)
        {
            answers.Add($"{read.Member}: {Of(await read.AskAsync(shard, cancellationToken), shard.Name)}");
        }

        return answers;
    }

    private static string Of(object? answer, string shard) => JsonSerializer.Serialize(answer, Options)
        .Replace($"\"Shard\": \"{shard}\"", "\"Shard\": \"\"", StringComparison.Ordinal)
        .Replace($"\"job of {shard} ", "\"job ", StringComparison.Ordinal);

    private sealed class JobConverter : JsonConverter<JobRecord>
    {
        public override bool CanConvert(Type typeToConvert) => typeToConvert.IsAssignableTo(typeof(JobRecord));

        public override JobRecord Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("Answers are only written.");

        public override void Write(Utf8JsonWriter writer, JobRecord value, JsonSerializerOptions options)
        {
            var score = (value as SortedEntry)?.Score;
            writer.WriteStringValue($"job of {value.Shard} in {value.Source} {score:R} {value.RawText ?? Convert.ToBase64String(value.Raw.Span)}");
        }
    }

    private sealed class StreamConverter : JsonConverter<Stream>
    {
        public override bool CanConvert(Type typeToConvert) => typeToConvert.IsAssignableTo(typeof(Stream));

        public override Stream Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("Answers are only written.");

        public override void Write(Utf8JsonWriter writer, Stream value, JsonSerializerOptions options)
        {
            using var bytes = new MemoryStream();
            value.CopyTo(bytes);
            writer.WriteBase64StringValue(bytes.ToArray());
        }
    }
}
