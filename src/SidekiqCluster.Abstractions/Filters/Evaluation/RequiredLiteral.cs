using System.Text;

namespace SidekiqCluster.Filters;

/// <summary>
/// A text without which a comparison cannot match a payload whose texts stand in it as they are. It decides at the
/// speed of a byte search what would else take a parse of the payload.
/// </summary>
internal readonly struct RequiredLiteral
{
    private const string EncryptedData = "[encrypted data]";

    private readonly byte[]? _bytes;

    private RequiredLiteral(byte[]? bytes) => _bytes = bytes;

    /// <summary>The text that a test of this field needs; none for the fields that are not in the payload.</summary>
    public static RequiredLiteral Of(JobFieldName field, ValueTest test)
    {
        var isInPayload = field is JobFieldName.Class or JobFieldName.Jid or JobFieldName.Tag or JobFieldName.Bid
            or JobFieldName.Error or JobFieldName.Message or JobFieldName.Args or JobFieldName.Raw;
        return new RequiredLiteral(
            isInPayload && test.RequiredText is { Length: > 0 } bytes && StandsInPayload(Encoding.UTF8.GetString(bytes))
                ? bytes
                : null);
    }

    public bool IsIn(ReadOnlySpan<byte> raw) => _bytes is null || raw.IndexOf(_bytes) >= 0;

    /// <summary>
    /// Not so: what replaces bytes that are not UTF-8, what joins mailer and action, and what stands for an encrypted argument.
    /// </summary>
    private static bool StandsInPayload(string text) =>
        !text.Contains('\uFFFD', StringComparison.Ordinal)
        && !text.Contains('#', StringComparison.Ordinal)
        && !EncryptedData.Contains(text, StringComparison.Ordinal);
}
