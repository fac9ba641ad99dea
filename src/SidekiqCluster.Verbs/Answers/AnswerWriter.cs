using System.Buffers;
using System.Text;
using System.Text.Json;

namespace SidekiqCluster.Verbs.Answers;

/// <summary>Writes answers in the chosen format: data to the output, words to the error stream.</summary>
internal sealed class AnswerWriter(AnswerTarget target, OutputFormat format) : IDisposable
{
    private readonly StreamWriter _text =
        new(target.Output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 1 << 14, leaveOpen: true)
        {
            NewLine = "\n",
        };

    public OutputFormat Format => format;

    public AnswerTarget Target => target;

    /// <summary>What happens right before an answer is written; null for nothing.</summary>
    public Action<AnswerWriter>? BeforeWrite { get; set; }

    /// <summary>Does what is to be done right before an answer that somebody else writes.</summary>
    public void Begin()
    {
        BeforeWrite?.Invoke(this);
        _text.Flush();
    }

    /// <summary>Sends what was written to where it goes, and waits until it is taken there.</summary>
    public Task FlushAsync(CancellationToken cancellationToken) => target.Output.FlushAsync(cancellationToken);

    /// <summary>Writes a whole answer.</summary>
    public void Write(Answer answer)
    {
        BeforeWrite?.Invoke(this);
        switch (format)
        {
            case OutputFormat.Json:
                WriteJson(answer);
                break;
            case OutputFormat.Jsonl:
                WriteJsonLines(answer.Rows);
                break;
            case OutputFormat.Csv:
                var csv = new CsvWriter(_text, target.IsTerminal);
                csv.WriteHeader(answer.Rows);
                csv.WriteRows(answer.Rows);
                break;
            default:
                WriteTable(answer);
                break;
        }

        _text.Flush();
        SayAbout(answer);
    }

    /// <summary>Begins an answer whose rows come bit by bit; for any format but JSON, which has its own writer.</summary>
    public void WriteBatch(IRows rows, bool first, bool severalShards)
    {
        switch (format)
        {
            case OutputFormat.Jsonl:
                WriteJsonLines(rows);
                break;
            case OutputFormat.Csv:
                var csv = new CsvWriter(_text, target.IsTerminal);
                if (first)
                {
                    csv.WriteHeader(rows);
                }

                csv.WriteRows(rows);
                break;
            default:
                if (rows.Count > 0)
                {
                    NewTable().WriteList(rows.ToList(severalShards), first);
                }

                break;
        }

        _text.Flush();
    }

    /// <summary>Says on the error stream what the data cannot: gaps, what is missing, how to go on.</summary>
    public void SayAbout(Answer answer)
    {
        foreach (var shard in answer.Shards.Where(s => !s.IsOk))
        {
            Say(shard.Error!.Contains(shard.Shard, StringComparison.Ordinal) ? shard.Error : $"shard {shard.Shard}: {shard.Error}");
        }

        if (answer.Shards.All(s => !s.IsOk) && answer.Shards.Count > 0)
        {
            return;
        }

        foreach (var missing in answer.NotFound)
        {
            Say(missing);
        }

        foreach (var word in format == OutputFormat.Table ? answer.Words.Concat(answer.TableWords) : answer.Words)
        {
            target.Words.WriteLine(SafeText.OneLine(word));
        }

        if (answer.Cursor is { } cursor && format != OutputFormat.Json)
        {
            target.Words.WriteLine($"cursor: {cursor}");
        }
    }

    /// <summary>One line on the error stream.</summary>
    public void Say(string message) => target.Words.WriteLine($"{Tool.Name}: {SafeText.OneLine(message)}");

    /// <summary>Begins an answer that is drawn anew.</summary>
    /// <param name="title">What stands above it.</param>
    /// <param name="clears">Whether the terminal can be cleared before.</param>
    public void Redraw(string title, bool clears)
    {
        if (clears)
        {
            _text.Write("\u001b[H\u001b[2J\u001b[3J");
        }

        _text.WriteLine(title);
        _text.WriteLine();
    }

    /// <summary>Writes how the shards fared.</summary>
    public static void WriteShards(Utf8JsonWriter json, IEnumerable<ShardOutcome> shards)
    {
        json.WriteStartArray("shards");
        foreach (var shard in shards)
        {
            json.WriteStartObject();
            json.WriteString("shard", shard.Shard);
            json.WriteString("status", shard.IsOk ? "ok" : "unreachable");
            json.WritePropertyName("error");
            json.WriteText(shard.Error);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public void Dispose() => _text.Dispose();

    private void WriteJson(Answer answer)
    {
        using (var json = new Utf8JsonWriter(target.Output, target.IsOnOneLine ? JsonValue.Compact : JsonValue.Indented))
        {
            json.WriteStartObject();
            json.WritePropertyName("captured_at");
            json.WriteTime(target.Clock.GetUtcNow());
            WriteShards(json, answer.Shards);
            if (answer.RowsName is { } name)
            {
                json.WriteStartArray(name);
                json.WriteObjects(answer.Rows);
                json.WriteEndArray();
            }

            answer.WriteEnvelope?.Invoke(json);
            json.WriteEndObject();
        }

        _text.WriteLine();
    }

    private void WriteJsonLines(IRows rows)
    {
        var lines = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(lines, JsonValue.Compact);
        for (var row = 0; row < rows.Count; row++)
        {
            json.WriteStartObject();
            rows.WriteProperties(json, row);
            json.WriteEndObject();
            json.Flush();
            json.Reset();
            lines.Write("\n"u8);
        }

        target.Output.Write(lines.WrittenSpan);
    }

    private void WriteTable(Answer answer)
    {
        var table = NewTable();
        if (answer.ShowsDetails)
        {
            for (var row = 0; row < answer.Rows.Count; row++)
            {
                _text.Write(row > 0 ? "\n" : string.Empty);
                table.WriteDetails(answer.Rows.ToDetails(row));
            }
        }
        else if ((answer.TableRows ?? answer.Rows) is { Count: > 0 } rows)
        {
            table.WriteList(rows.ToList(answer.Shards.Count > 1), withHeaders: true);
        }
    }

    private TableWriter NewTable() =>
        new(_text, target.IsTerminal ? Math.Max(target.Width(), 20) : null, target.UsesColour);
}
