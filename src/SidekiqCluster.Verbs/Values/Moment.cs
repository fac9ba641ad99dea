using SidekiqCluster.Filters;

namespace SidekiqCluster.Verbs.Values;

/// <summary>A time as people give it: a point in time, or so long from now on (<c>+2h</c>, <c>in 2h</c>).</summary>
/// <param name="At">The point in time; null when it is counted from now.</param>
/// <param name="FromNow">How long from now on; meaningless when there is a point in time.</param>
internal readonly record struct Moment(DateTimeOffset? At, TimeSpan FromNow)
{
    private const string In = "in ";

    /// <summary>Reads ISO 8601 (without a zone: UTC), epoch seconds, <c>+DURATION</c> or <c>in DURATION</c>.</summary>
    public static bool TryParse(string text, out Moment moment)
    {
        moment = default;
        var duration = text.StartsWith(In, StringComparison.Ordinal) ? text[In.Length..] : text.StartsWith('+') ? text[1..] : null;
        if (duration is not null)
        {
            var isDuration = DurationText.TryParse(duration, out var fromNow) && char.IsAsciiDigit(duration[0]);
            moment = new Moment(null, fromNow);
            return isDuration;
        }

        var isTime = TimeText.TryParse(text, out var at);
        moment = new Moment(at, TimeSpan.Zero);
        return isTime;
    }

    /// <summary>The point in time, for those whose now this is; null when it is later than any time there is.</summary>
    public DateTimeOffset? FindTime(DateTimeOffset now) =>
        At ?? (FromNow <= DateTimeOffset.MaxValue - now ? now + FromNow : null);

    /// <inheritdoc cref="FindTime"/>
    /// <exception cref="VerbException">It is later than any time there is.</exception>
    public DateTimeOffset Resolve(string option, DateTimeOffset now) =>
        FindTime(now) ?? throw VerbException.Usage($"{option} is later than the year 9999; use an earlier time.");

    /// <summary>The point in time, which must not be past.</summary>
    /// <param name="option">What the user wrote it behind.</param>
    /// <param name="now">The present.</param>
    /// <param name="instead">What to do instead when it is.</param>
    /// <exception cref="VerbException">It is past, or later than any time there is.</exception>
    public DateTimeOffset ResolveFuture(string option, DateTimeOffset now, string instead)
    {
        var time = Resolve(option, now);
        return time >= now
            ? time
            : throw VerbException.Usage($"{option} {TimeText.Print(time)} is in the past; use a later time, or {instead}.");
    }
}
