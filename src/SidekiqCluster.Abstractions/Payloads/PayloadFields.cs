namespace SidekiqCluster.Payloads;

/// <summary>Recognises the names of the fields that Sidekiq gives a meaning.</summary>
internal static class PayloadFields
{
    private const int LongestEscapedName = 15 * 6;

    /// <summary>The field of this name, given as it stands between its quotes; null when it is none of them.</summary>
    public static PayloadField? Find(ReadOnlySpan<byte> name) => FindPlain(name) ?? FindEscaped(name);

    private static PayloadField? FindEscaped(ReadOnlySpan<byte> name)
    {
        if (name.Length > LongestEscapedName || !name.Contains((byte)'\\'))
        {
            return null;
        }

        Span<byte> buffer = stackalloc byte[LongestEscapedName];
        return FindPlain(JsonText.Unescape(name, buffer));
    }

    private static PayloadField? FindPlain(ReadOnlySpan<byte> name) => name.Length switch
    {
        3 when name.SequenceEqual("jid"u8) => PayloadField.Jid,
        3 when name.SequenceEqual("bid"u8) => PayloadField.Bid,
        4 when name.SequenceEqual("args"u8) => PayloadField.Args,
        4 when name.SequenceEqual("tags"u8) => PayloadField.Tags,
        5 when name.SequenceEqual("class"u8) => PayloadField.Class,
        5 when name.SequenceEqual("queue"u8) => PayloadField.Queue,
        5 when name.SequenceEqual("retry"u8) => PayloadField.Retry,
        7 when name.SequenceEqual("wrapped"u8) => PayloadField.Wrapped,
        7 when name.SequenceEqual("encrypt"u8) => PayloadField.Encrypt,
        9 when name.SequenceEqual("failed_at"u8) => PayloadField.FailedAt,
        10 when name.SequenceEqual("created_at"u8) => PayloadField.CreatedAt,
        10 when name.SequenceEqual("retried_at"u8) => PayloadField.RetriedAt,
        11 when name.SequenceEqual("enqueued_at"u8) => PayloadField.EnqueuedAt,
        11 when name.SequenceEqual("retry_count"u8) => PayloadField.RetryCount,
        11 when name.SequenceEqual("error_class"u8) => PayloadField.ErrorClass,
        13 when name.SequenceEqual("display_class"u8) => PayloadField.DisplayClass,
        13 when name.SequenceEqual("error_message"u8) => PayloadField.ErrorMessage,
        15 when name.SequenceEqual("error_backtrace"u8) => PayloadField.ErrorBacktrace,
        _ => null,
    };
}
