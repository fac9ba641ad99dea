using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using SidekiqCluster.Payloads;

namespace SidekiqCluster.Clients;

/// <summary>
/// Writes the one element of <c>args</c> that carries an Active Job, as Rails serialises it: Rails 6 and older for the
/// processes before Sidekiq 8, Rails 7.1 and newer for the others. Each reads what is for the other.
/// </summary>
internal sealed class ActiveJobWriter
{
    // The payload, args and the job around it, and the mark that the deepest hash gets.
    private const int MaxDepth = RubyJson.MaxDepth - 4;

    private const string Seconds = "yyyy-MM-dd'T'HH:mm:ss'Z'";
    private const string Nanoseconds = "yyyy-MM-dd'T'HH:mm:ss.fffffff'00Z'";

    private readonly byte[] _beforeId;
    private readonly byte[] _beforeArguments;
    private readonly byte[] _beforeTimes;

    private readonly Func<Guid> _newId;

    public ActiveJobWriter(string jobClass, string queue, PushOptions options, Func<Guid> newId)
    {
        _newId = newId;
        var start = new JsonOutput();
        start.Open('[');
        start.Open('{');
        start.Name("job_class");
        start.Text(jobClass);
        start.Name("job_id");
        _beforeId = start.Written.ToArray();

        var middle = new JsonOutput();
        middle.Name("queue_name");
        middle.Text(queue);
        _beforeArguments = [.. ",\"provider_job_id\":null,"u8, .. middle.Written, .. ",\"priority\":null,\"arguments\":"u8];

        _beforeTimes =
        [
            .. ",\"executions\":0,\"exception_executions\":{},\"locale\":"u8, .. TextOrNull(options.Locale),
            .. ",\"timezone\":"u8, .. TextOrNull(options.TimeZone), .. ",\"enqueued_at\":"u8,
        ];
    }

    public static string? FindProblem(JsonArguments args) =>
        args.Depth > MaxDepth ? $"The arguments nest {args.Depth} levels deep; those of an Active Job may nest {MaxDepth}." : null;

    public void Write(IBufferWriter<byte> output, ReadOnlySpan<byte> arguments, PushMoment moment, DateTimeOffset? due)
    {
        output.Write(_beforeId);
        WriteText(output, _newId().ToString("D"));
        output.Write(_beforeArguments);
        WriteArguments(output, arguments);
        output.Write(_beforeTimes);
        WriteText(output, Iso(moment.Now, moment.AreAllSidekiq8 ? Nanoseconds : Seconds));
        if (moment.AreAllSidekiq8)
        {
            output.Write(",\"scheduled_at\":"u8);
            if (due is { } time)
            {
                WriteText(output, Iso(time, Nanoseconds));
            }
            else
            {
                output.Write("null"u8);
            }
        }

        output.Write("}]"u8);
    }

    /// <summary>
    /// Copies the arguments and marks each hash as Active Job does: one without a mark of its own has no symbols as keys.
    /// </summary>
    private static void WriteArguments(IBufferWriter<byte> output, ReadOnlySpan<byte> json)
    {
        var copied = 0;
        var hashes = new Stack<(bool IsEmpty, bool IsMarked)>();
        var reader = new Utf8JsonReader(json, JsonValues.AnyDepth);
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    hashes.Push((IsEmpty: true, IsMarked: false));
                    break;
                case JsonTokenType.PropertyName:
                    hashes.Push((IsEmpty: false, hashes.Pop().IsMarked || reader.ValueSpan.StartsWith("_aj_"u8)));
                    break;
                case JsonTokenType.EndObject:
                    var (isEmpty, isMarked) = hashes.Pop();
                    if (!isMarked)
                    {
                        var end = (int)reader.TokenStartIndex;
                        output.Write(json[copied..end]);
                        output.Write(isEmpty ? "\"_aj_symbol_keys\":[]"u8 : ",\"_aj_symbol_keys\":[]"u8);
                        copied = end;
                    }

                    break;
            }
        }

        output.Write(json[copied..]);
    }

    private static string Iso(DateTimeOffset time, string format) => time.UtcDateTime.ToString(format, CultureInfo.InvariantCulture);

    private static void WriteText(IBufferWriter<byte> output, string ascii)
    {
        output.Write("\""u8);
        output.Write(Encoding.ASCII.GetBytes(ascii));
        output.Write("\""u8);
    }

    private static byte[] TextOrNull(string? text) =>
        text is null ? [.. "null"u8] : [(byte)'"', .. JsonText.EncodeContent(text), (byte)'"'];
}
