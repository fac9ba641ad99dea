using System.Buffers;
using System.Text;
using System.Text.Unicode;
using SidekiqCluster.Payloads;

namespace SidekiqCluster.Filters;

/// <summary>
/// Hands texts to tests as well-formed UTF-8, the way records hand them out: escapes resolved, what is not UTF-8
/// replaced by U+FFFD. Mostly that is the payload's own bytes; else a buffer on the stack or from the pool.
/// </summary>
internal static class StringText
{
    private const int StackLimit = 768;
    private const int LongestReplacement = 3;

    /// <summary>Tests the content of a JSON string, given without its quotes.</summary>
    public static bool Test(ValueTest test, ReadOnlySpan<byte> content)
    {
        if (!content.Contains((byte)'\\'))
        {
            return TestPlain(test, content);
        }

        byte[]? rented = null;
        var buffer = content.Length <= StackLimit
            ? stackalloc byte[StackLimit]
            : rented = ArrayPool<byte>.Shared.Rent(content.Length);
        var matches = TestPlain(test, JsonText.Unescape(content, buffer));
        Return(rented);
        return matches;
    }

    /// <summary>Tests a text without escapes.</summary>
    public static bool TestPlain(ValueTest test, ReadOnlySpan<byte> text)
    {
        if (Utf8.IsValid(text))
        {
            return test.OnText(text);
        }

        byte[]? rented = null;
        var size = text.Length * LongestReplacement;
        var buffer = size <= StackLimit ? stackalloc byte[StackLimit] : rented = ArrayPool<byte>.Shared.Rent(size);
        var matches = test.OnText(Repair(text, buffer));
        Return(rented);
        return matches;
    }

    /// <summary>Tests two texts with a character between them, given as contents of JSON strings.</summary>
    public static bool Test(ValueTest test, ReadOnlySpan<byte> head, byte separator, ReadOnlySpan<byte> tail)
    {
        byte[]? rented = null;
        var size = head.Length + 1 + tail.Length;
        var buffer = size <= StackLimit ? stackalloc byte[StackLimit] : rented = ArrayPool<byte>.Shared.Rent(size);
        var length = JsonText.Unescape(head, buffer).Length;
        buffer[length++] = separator;
        length += JsonText.Unescape(tail, buffer[length..]).Length;
        var matches = TestPlain(test, buffer[..length]);
        Return(rented);
        return matches;
    }

    /// <summary>Tests a prefix and a text, given as characters.</summary>
    public static bool Test(ValueTest test, ReadOnlySpan<byte> prefix, string text)
    {
        byte[]? rented = null;
        var size = prefix.Length + (text.Length * LongestReplacement);
        var buffer = size <= StackLimit ? stackalloc byte[StackLimit] : rented = ArrayPool<byte>.Shared.Rent(size);
        prefix.CopyTo(buffer);
        var length = prefix.Length + Encoding.UTF8.GetBytes(text, buffer[prefix.Length..]);
        var matches = test.OnText(buffer[..length]);
        Return(rented);
        return matches;
    }

    private static Span<byte> Repair(ReadOnlySpan<byte> text, Span<byte> buffer)
    {
        var length = 0;
        while (!text.IsEmpty)
        {
            // Whatever cannot be decoded comes back as U+FFFD.
            Rune.DecodeFromUtf8(text, out var rune, out var consumed);
            length += rune.EncodeToUtf8(buffer[length..]);
            text = text[consumed..];
        }

        return buffer[..length];
    }

    private static void Return(byte[]? rented)
    {
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }
}
