namespace SidekiqCluster.Payloads;

/// <summary>
/// The class and arguments of one well-formed payload as a person wants to see them, found without an allocation except
/// in delayed calls of an unusual head. Texts are the content of JSON strings: no quotes, but escapes as written.
/// </summary>
internal readonly ref struct JobDisplay
{
    public JobDisplayKind Kind { get; init; }

    /// <summary>The display class, or its first part when <see cref="Separator"/> is not 0; empty when there is none.</summary>
    public ReadOnlySpan<byte> Class { get; init; }

    /// <summary><c>#</c> between mailer and action, <c>.</c> between target and method of a delayed call, else 0.</summary>
    public byte Separator { get; init; }

    /// <summary>What follows the separator.</summary>
    public ReadOnlySpan<byte> ClassTail { get; init; }

    /// <summary>The class that a delayed call goes to, of a record its class; empty for other jobs.</summary>
    public ReadOnlySpan<byte> Target { get; init; }

    /// <summary>The method that a delayed call goes to, without colon; empty for other jobs.</summary>
    public ReadOnlySpan<byte> Method { get; init; }

    /// <summary>The array to walk, as it stands in the payload: empty when there is none. A delayed call's is its YAML's.</summary>
    public ReadOnlySpan<byte> Array { get; init; }

    /// <summary>The parameters of <see cref="JobDisplayKind.MailDelivery"/>, <c>null</c> where it has none.</summary>
    public ReadOnlySpan<byte> MailParameters { get; init; }

    /// <summary>Whether the last argument is encrypted, and not shown.</summary>
    public bool HidesLast { get; init; }

    /// <summary>The decoded call, where the head alone did not tell target and method.</summary>
    public DelayedCall? Call { get; init; }

    /// <summary>Locates what to show. <paramref name="layout"/> is that of <paramref name="raw"/>.</summary>
    public static JobDisplay Of(ReadOnlySpan<byte> raw, scoped in PayloadLayout layout)
    {
        var display = WrappedJob.Find(raw, layout);
        var given = layout[PayloadField.DisplayClass].ContentIn(raw);

        // A delayed call to a record stores what Ruby prints for it: "#<User:0x00007f…>.greet".
        var isUseless = display.Kind == JobDisplayKind.DelayedExtension && given.StartsWith("#<"u8);
        return given.IsEmpty || isUseless
            ? display
            : display with { Class = given, Separator = 0, ClassTail = default };
    }

    /// <summary>The arguments to show. Only those of a delayed call are decoded, which allocates.</summary>
    public DisplayArguments ReadArguments() => Kind switch
    {
        JobDisplayKind.ActiveJob => DisplayArguments.Of(Array, isActiveJob: true),
        JobDisplayKind.MailerLegacy => DisplayArguments.OfLegacyMail(Array),
        JobDisplayKind.MailDelivery => DisplayArguments.OfMail(MailParameters, Array),
        JobDisplayKind.DelayedExtension when (Call ?? DelayedCalls.Decode(Array)) is { } call =>
            DisplayArguments.Of(call.Arguments),
        _ => DisplayArguments.Of(Array, lastIsHidden: HidesLast),
    };

    /// <summary>The display class as text; null when there is none.</summary>
    public string? ReadClass() => Separator switch
    {
        0 when Class.IsEmpty => null,
        0 => JsonText.DecodeContent(Class),
        _ => $"{JsonText.DecodeContent(Class)}{(char)Separator}{JsonText.DecodeContent(ClassTail)}",
    };
}
