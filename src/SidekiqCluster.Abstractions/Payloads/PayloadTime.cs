using System.Globalization;
using System.Text.Json;

namespace SidekiqCluster.Payloads;

/// <summary>
/// Times as payloads write them: epoch seconds or milliseconds as a number or as text, or ISO 8601 text. The unit is
/// told by magnitude, field by field, since one job may hold times of two Sidekiq versions.
/// </summary>
/// <remarks>
/// A double keeps epoch seconds of this century to a quarter of a microsecond and epoch milliseconds likewise, so the
/// microseconds promised are exact.
/// </remarks>
internal static class PayloadTime
{
    private const int LongestText = 64;

    /// <summary>The time that a field holds; null when it is absent or cannot be read as a time.</summary>
    public static DateTimeOffset? Read(ReadOnlySpan<byte> raw, PayloadToken token) => token.Type switch
    {
        JsonTokenType.Number => FromNumber(token.In(raw)),
        JsonTokenType.String => FromText(token.In(raw)[1..^1]),
        _ => null,
    };

    private static DateTimeOffset? FromNumber(ReadOnlySpan<byte> number) =>
        JsonNumber.TryRead(number, out var value) ? EpochTime.FromMagnitude(value) : null;

    private static DateTimeOffset? FromText(ReadOnlySpan<byte> text) =>
        text.Length > LongestText ? null : FromNumber(text) ?? FromIso(text);

    private static DateTimeOffset? FromIso(ReadOnlySpan<byte> text)
    {
        // The parser below also takes "5 May" or "12:30" and fills them up from today's date.
        if (text.Length < "2000-01-01".Length || text[4] != '-' || text[7] != '-')
        {
            return null;
        }

        Span<char> characters = stackalloc char[LongestText];
        for (var i = 0; i < text.Length; i++)
        {
            characters[i] = (char)text[i];
        }

        return DateTimeOffset.TryParse(
            characters[..text.Length],
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var time)
                ? time.AddTicks(-(time.Ticks % TimeSpan.TicksPerMicrosecond))
                : null;
    }
}
