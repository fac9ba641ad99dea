using System.Text.Json;

namespace SidekiqCluster.Payloads;

/// <summary>
/// The class and arguments of one well-formed payload as a person wants to see them, found without an allocation where
/// the payload allows. Texts are the content of JSON strings: without quotes, with escapes where they contain a backslash.
/// </summary>
internal readonly ref struct JobDisplay
{
    private readonly ReadOnlySpan<byte> _array;
    private readonly bool _lastIsHidden;

    private JobDisplay(JobDisplayKind kind, ReadOnlySpan<byte> name, ReadOnlySpan<byte> array, bool lastIsHidden)
    {
        Kind = kind;
        Class = name;
        _array = array;
        _lastIsHidden = lastIsHidden;
    }

    public JobDisplayKind Kind { get; }

    /// <summary>The display class, or its first part when <see cref="Separator"/> is not 0; empty when there is none.</summary>
    public ReadOnlySpan<byte> Class { get; }

    /// <summary><c>#</c> between mailer and action, <c>.</c> between target and method of a delayed call, else 0.</summary>
    public byte Separator { get; }

    /// <summary>What follows the separator.</summary>
    public ReadOnlySpan<byte> ClassTail { get; }

    /// <summary>The class a delayed call goes to; empty for other jobs.</summary>
    public ReadOnlySpan<byte> Target { get; }

    /// <summary>The method a delayed call goes to; empty for other jobs.</summary>
    public ReadOnlySpan<byte> Method { get; }

    public static JobDisplay Of(ReadOnlySpan<byte> raw, in PayloadLayout layout)
    {
        var args = layout[PayloadField.Args];
        return new JobDisplay(
            JobDisplayKind.Plain,
            TextOf(raw, layout[PayloadField.Class]),
            args.Type == JsonTokenType.StartArray ? args.In(raw) : default,
            layout[PayloadField.Encrypt].IsTruthy);
    }

    /// <summary>The arguments to show. Only those of a delayed call are decoded, which allocates.</summary>
    public DisplayArguments ReadArguments() => DisplayArguments.Of(_array, isActiveJob: false, _lastIsHidden);

    private static ReadOnlySpan<byte> TextOf(ReadOnlySpan<byte> raw, PayloadToken token) =>
        token.Type == JsonTokenType.String ? token.In(raw)[1..^1] : default;
}
