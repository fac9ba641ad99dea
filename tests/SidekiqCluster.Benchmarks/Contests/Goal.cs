namespace SidekiqCluster.Benchmarks.Contests;

/// <summary>What a case is to reach: a measured value that must not be above a limit.</summary>
/// <param name="Text">What is measured, with its unit.</param>
/// <param name="Limit">The limit.</param>
/// <param name="ValueOf">The value, given all results; null when it could not be measured.</param>
internal sealed record Goal(string Text, double Limit, Func<CaseResult, Reading?> ValueOf)
{
    /// <summary>
    /// The limit of the quick form: about twice what the value is there on a quiet machine; null when the value means nothing
    /// at small sizes or on a busy machine.
    /// </summary>
    public double? QuickLimit { get; init; }

    /// <summary>Ours takes no longer than so many times as long as another.</summary>
    public static Goal AtMostTimes(string other, double limit) =>
        new($"time ÷ {other}", limit, result => result.Ratio(Contestant.Ours, other));

    /// <summary>A contestant takes no longer than so many times as long as another.</summary>
    public static Goal AtMostTimes(string one, string other, double limit) =>
        new($"{one}: time ÷ {other}", limit, result => result.Ratio(one, other));

    /// <summary>All asks of a contestant but one in twenty take no longer than this.</summary>
    public static Goal AsksWithin(string one, TimeSpan limit) =>
        new($"{one}: p95 of the asks, ms", limit.TotalMilliseconds, result => result[one]?.MostAsks);

    /// <summary>Another takes at least so many times as long as ours.</summary>
    public static Goal TimesFasterThan(string other, double times) =>
        new($"time ÷ {other} (≥ {times} × faster)", 1 / times, result => result.Ratio(Contestant.Ours, other));

    /// <summary>Ours takes no longer than this.</summary>
    public static Goal Within(TimeSpan limit) =>
        new("ms", limit.TotalMilliseconds, result => result[Contestant.Ours]?.Milliseconds);

    /// <summary>Ours takes no longer than this for each of so many jobs.</summary>
    public static Goal NanosecondsPerJob(int jobs, double limit) =>
        new("ns per job", limit, result => result[Contestant.Ours]?.Milliseconds?.Times(1e6 / jobs));

    /// <summary>Ours allocates no more than this for each of so many jobs.</summary>
    public static Goal BytesPerJob(int jobs, double limit) =>
        new("bytes allocated per job", limit, result => result[Contestant.Ours]?.AllocatedBytes?.Times(1.0 / jobs));

    /// <summary>A value that the case itself measures is no larger than this.</summary>
    public static Goal Of(string text, double limit, Func<IEnumerable<double>> values) => new(text, limit, _ => Reading.Of(values()));

    /// <summary>No command of ours keeps the server busy for longer than this.</summary>
    public static Goal StallsWithin(TimeSpan limit) =>
        new("longest stall, ms", limit.TotalMilliseconds, result => Reading.Of(result[Contestant.Ours]?.LongestStall?.TotalMilliseconds));
}
