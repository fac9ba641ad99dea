using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Encodings.Web;
using System.Text.Json;
using SidekiqCluster.Payloads;

namespace SidekiqCluster;

/// <summary>Reads and writes typed arguments as JSON.</summary>
public static class JobArgs
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// Reads an array of arguments. Never throws for what the bytes are: text that is not UTF-8 reads as U+FFFD, and what
    /// is no JSON is a <see cref="JobArgsMismatchKind.Malformed"/> mismatch.
    /// </summary>
    /// <param name="json">The array, as UTF-8.</param>
    /// <param name="args">The arguments; null when they do not fit.</param>
    /// <param name="fit">Why they do not fit, or how many arguments were too many.</param>
    public static bool TryRead<T>(ReadOnlySpan<byte> json, [NotNullWhen(true)] out T? args, out JobArgsFit fit)
        where T : class, ISidekiqJobArgs<T>
    {
        // The text is checked as a whole first: a malformed end must not follow a readable beginning.
        if (!JsonScan.IsValue(json))
        {
            args = null;
            fit = new JobArgsFit(new JobArgsMismatch(
                JobArgsMismatchKind.Malformed, string.Empty, "an array", "text that is no JSON"));
            return false;
        }

        var reader = new Utf8JsonReader(JsonText.Sanitize(json), JsonValues.AnyDepth);
        return T.TryReadArgs(ref reader, out args, out fit);
    }

    /// <summary>The array of arguments as UTF-8 JSON, as Ruby would push it.</summary>
    /// <exception cref="ArgumentException">A value has no JSON form: a NaN, or a number that is no member of its enum.</exception>
    public static byte[] ToUtf8Json<T>(T args)
        where T : class, ISidekiqJobArgs<T>
    {
        ArgumentNullException.ThrowIfNull(args);
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Plain))
        {
            args.WriteArgs(writer);
        }

        // The writer spells some characters as \u escapes, which Ruby does not.
        return RubyJson.Respell(buffer.WrittenSpan);
    }
}
