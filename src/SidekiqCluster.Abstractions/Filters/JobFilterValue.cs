using System.Globalization;
using System.Numerics;
using SidekiqCluster.Filters;

namespace SidekiqCluster;

/// <summary>What a field is compared with. Immutable; numbers keep their spelling, so <c>1e2</c> and <c>100</c> differ here.</summary>
public sealed record JobFilterValue
{
    private readonly string? _text;
    private readonly long _ticks;

    private JobFilterValue(JobFilterValueKind kind, string? text = null, long ticks = 0)
    {
        Kind = kind;
        _text = text;
        _ticks = ticks;
    }

    /// <summary>Null: equals what is absent or null.</summary>
    public static JobFilterValue Null { get; } = new(JobFilterValueKind.Null);

    /// <summary>Absence: equals an argument, or a part of one, that is not there; null is there. Of arguments only.</summary>
    public static JobFilterValue Absent { get; } = new(JobFilterValueKind.Absent);

    /// <summary>What the value is; only the matching property below may be read.</summary>
    public JobFilterValueKind Kind { get; }

    /// <summary>The boolean.</summary>
    /// <exception cref="InvalidOperationException">The value is of another kind; so for all of these properties.</exception>
    public bool Boolean => Require(JobFilterValueKind.Boolean)._ticks != 0;

    /// <summary>The number as JSON writes it.</summary>
    /// <inheritdoc cref="Boolean"/>
    public string Number => Require(JobFilterValueKind.Number)._text!;

    /// <summary>The text or pattern.</summary>
    /// <inheritdoc cref="Boolean"/>
    public string Text => Require(JobFilterValueKind.Text)._text!;

    /// <summary>The time, in UTC.</summary>
    /// <inheritdoc cref="Boolean"/>
    public DateTimeOffset Time => new(Require(JobFilterValueKind.Time)._ticks, TimeSpan.Zero);

    /// <summary>How far the time is from now; negative for the past.</summary>
    /// <inheritdoc cref="Boolean"/>
    public TimeSpan OffsetFromNow => new(Require(JobFilterValueKind.RelativeTime)._ticks);

    /// <summary>The length of time.</summary>
    /// <inheritdoc cref="Boolean"/>
    public TimeSpan Duration => new(Require(JobFilterValueKind.Duration)._ticks);

    /// <summary>True or false.</summary>
    public static JobFilterValue Of(bool value) => new(JobFilterValueKind.Boolean, ticks: value ? 1 : 0);

    /// <summary>A text, or the pattern of a <see cref="JobFilterOperator.Glob"/>.</summary>
    public static JobFilterValue Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new(JobFilterValueKind.Text, text);
    }

    /// <summary>An integer.</summary>
    public static JobFilterValue Of(long value) => OfNumber(value.ToString(CultureInfo.InvariantCulture));

    /// <summary>An integer of any size.</summary>
    public static JobFilterValue Of(BigInteger value) => OfNumber(value.ToString(CultureInfo.InvariantCulture));

    /// <summary>A decimal number.</summary>
    public static JobFilterValue Of(decimal value) => OfNumber(value.ToString(CultureInfo.InvariantCulture));

    /// <summary>The number that the shortest spelling of a double names.</summary>
    /// <exception cref="ArgumentException">The value is infinite or not a number.</exception>
    public static JobFilterValue Of(double value) => OfNumber(value.ToString("R", CultureInfo.InvariantCulture));

    /// <summary>A point in time, kept in UTC.</summary>
    public static JobFilterValue Of(DateTimeOffset time) => new(JobFilterValueKind.Time, ticks: time.UtcTicks);

    /// <summary>A length of time.</summary>
    public static JobFilterValue Of(TimeSpan duration) => new(JobFilterValueKind.Duration, ticks: duration.Ticks);

    /// <summary>A number as JSON writes it, of any size and precision.</summary>
    /// <exception cref="ArgumentException">JSON does not write a number like that.</exception>
    public static JobFilterValue OfNumber(string json) =>
        NumberText.IsNumber(json)
            ? new(JobFilterValueKind.Number, json)
            : throw new ArgumentException($"'{json}' is no JSON number.", nameof(json));

    /// <summary>The time that lies so far from the moment of asking; negative for the past.</summary>
    public static JobFilterValue FromNow(TimeSpan offset) => new(JobFilterValueKind.RelativeTime, ticks: offset.Ticks);

    /// <summary>The value as a filter's text writes it.</summary>
    public override string ToString() => FilterPrinter.Print(this);

    private JobFilterValue Require(JobFilterValueKind kind) =>
        Kind == kind ? this : throw new InvalidOperationException($"The value is a {Kind}, not a {kind}.");
}
