using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using SidekiqCluster.Payloads;

namespace SidekiqCluster.TypedJobs;

/// <summary>
/// Reads the typed arguments of a payload: those of <c>args</c>, or of the Active Job it wraps, whose encoding is undone
/// the way a filter undoes it.
/// </summary>
internal static class JobArguments
{
    private static ReadOnlySpan<byte> KeywordsMark => "_aj_ruby2_keywords"u8;

    /// <summary>The arguments, or why they do not fit.</summary>
    public static bool TryRead<T>(ReadOnlySpan<byte> raw, [NotNullWhen(true)] out T? args, out JobArgsFit fit)
        where T : class, ISidekiqJobArgs<T>
    {
        args = null;
        if (Find(T.Schema, raw, out var json) is { } mismatch)
        {
            fit = new JobArgsFit(mismatch);
            return false;
        }

        return JobArgs.TryRead(json, out args, out fit);
    }

    /// <summary>How the arguments fit a class.</summary>
    public static JobArgsFit Check(JobSchema schema, ReadOnlySpan<byte> raw) =>
        Find(schema, raw, out var json) is { } mismatch
            ? new JobArgsFit(mismatch)
            : schema.Check(new Utf8JsonReader(JsonText.Sanitize(json), JsonValues.AnyDepth));

    private static JobArgsMismatch? Find(JobSchema schema, ReadOnlySpan<byte> raw, out ReadOnlySpan<byte> json)
    {
        json = default;
        if (!PayloadLayout.TryRead(raw, out var layout))
        {
            return Whole(JobArgsMismatchKind.Malformed, "an array", "a payload that is no JSON object");
        }

        var display = JobDisplay.Of(raw, layout);
        var isActiveJob = display.Kind == JobDisplayKind.ActiveJob;
        if (isActiveJob != (schema.Api == JobApi.ActiveJob) || display.Kind is not (JobDisplayKind.Plain or JobDisplayKind.ActiveJob))
        {
            return Whole(JobArgsMismatchKind.OtherApi, NameOf(schema.Api == JobApi.ActiveJob), NameOf(isActiveJob));
        }

        if (display.HidesLast)
        {
            return Whole(JobArgsMismatchKind.Encrypted, "an array", "an array whose last element is encrypted");
        }

        if (display.Array.IsEmpty)
        {
            var found = layout[isActiveJob ? PayloadField.Wrapped : PayloadField.Args];
            return Whole(JobArgsMismatchKind.NotAnArray, "an array", isActiveJob ? "no arguments" : ValueWords.Describe(found.Type));
        }

        json = isActiveJob ? Decode(display.Array) : display.Array;
        return null;
    }

    private static string NameOf(bool isActiveJob) => isActiveJob ? "those of an Active Job" : "those of a job of Sidekiq's own";

    private static JobArgsMismatch Whole(JobArgsMismatchKind kind, string expected, string found) =>
        new(kind, string.Empty, expected, found);

    /// <summary>Undoes Active Job's encoding, but keeps the mark that tells keywords from other hashes.</summary>
    private static ReadOnlySpan<byte> Decode(ReadOnlySpan<byte> array)
    {
        var output = new JsonOutput();
        output.Open('[');
        var arguments = DisplayArguments.Of(array);
        while (arguments.MoveNext())
        {
            var value = ActiveJobValue.Decode(arguments.Current);
            output.Value(IsKeywords(arguments.Current) ? Marked(value) : value);
        }

        output.Close(']');
        return output.Written;
    }

    private static bool IsKeywords(ReadOnlySpan<byte> value) =>
        value[0] == '{' && PayloadLayout.Find(value, KeywordsMark).IsPresent;

    private static byte[] Marked(ReadOnlySpan<byte> hash)
    {
        var rest = hash[1..].TrimStart(" \t\r\n"u8);
        return [.. "{\""u8, .. KeywordsMark, .. "\":[]"u8, .. rest is [(byte)'}'] ? ""u8 : ","u8, .. rest];
    }
}
