using System.Runtime.CompilerServices;
using System.Text.Json;

namespace SidekiqCluster.Payloads;

/// <summary>
/// Where the fields of one payload stand in its bytes: found in one pass, without an allocation, and good for both the
/// record's properties and the filter's comparisons. Of a repeated key the last one counts, as in Ruby.
/// </summary>
internal struct PayloadLayout
{
    private const int FieldCount = (int)PayloadField.Encrypt + 1;

    private static readonly JsonReaderOptions ReaderOptions = new() { MaxDepth = int.MaxValue };

    private Tokens _tokens;

    public readonly PayloadToken this[PayloadField field] => _tokens[(int)field];

    /// <summary>Reads a payload; false when it is no JSON object, which makes the job malformed.</summary>
    public static bool TryRead(ReadOnlySpan<byte> raw, out PayloadLayout layout)
    {
        layout = default;
        var reader = new Utf8JsonReader(raw, ReaderOptions);
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return false;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var field = FieldOf(ref reader);
                reader.Read();
                var start = (int)reader.TokenStartIndex;
                var type = reader.TokenType;
                reader.Skip();
                if (field is { } known)
                {
                    layout._tokens[(int)known] = new PayloadToken(start, (int)reader.BytesConsumed - start, type);
                }
            }

            return !reader.Read();
        }
        catch (JsonException)
        {
            layout = default;
            return false;
        }
    }

    private static PayloadField? FieldOf(ref Utf8JsonReader name)
    {
        if (name.ValueTextEquals("class"u8)) { return PayloadField.Class; }
        if (name.ValueTextEquals("wrapped"u8)) { return PayloadField.Wrapped; }
        if (name.ValueTextEquals("display_class"u8)) { return PayloadField.DisplayClass; }
        if (name.ValueTextEquals("args"u8)) { return PayloadField.Args; }
        if (name.ValueTextEquals("jid"u8)) { return PayloadField.Jid; }
        if (name.ValueTextEquals("queue"u8)) { return PayloadField.Queue; }
        if (name.ValueTextEquals("retry"u8)) { return PayloadField.Retry; }
        if (name.ValueTextEquals("retry_count"u8)) { return PayloadField.RetryCount; }
        if (name.ValueTextEquals("created_at"u8)) { return PayloadField.CreatedAt; }
        if (name.ValueTextEquals("enqueued_at"u8)) { return PayloadField.EnqueuedAt; }
        if (name.ValueTextEquals("failed_at"u8)) { return PayloadField.FailedAt; }
        if (name.ValueTextEquals("retried_at"u8)) { return PayloadField.RetriedAt; }
        if (name.ValueTextEquals("error_class"u8)) { return PayloadField.ErrorClass; }
        if (name.ValueTextEquals("error_message"u8)) { return PayloadField.ErrorMessage; }
        if (name.ValueTextEquals("error_backtrace"u8)) { return PayloadField.ErrorBacktrace; }
        if (name.ValueTextEquals("tags"u8)) { return PayloadField.Tags; }
        if (name.ValueTextEquals("bid"u8)) { return PayloadField.Bid; }
        if (name.ValueTextEquals("encrypt"u8)) { return PayloadField.Encrypt; }
        return null;
    }

    [InlineArray(FieldCount)]
    private struct Tokens
    {
        private PayloadToken _first;
    }
}
