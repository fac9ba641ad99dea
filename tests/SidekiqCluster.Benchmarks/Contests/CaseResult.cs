namespace SidekiqCluster.Benchmarks.Contests;

/// <summary>What came out of a case.</summary>
/// <param name="Case">The case.</param>
/// <param name="Contest">What was run.</param>
/// <param name="Contestants">Each contestant's runs.</param>
/// <param name="QuietPing">The longest ping while nobody ran.</param>
internal sealed record CaseResult(
    IBenchCase Case, Contest Contest, IReadOnlyList<ContestantResult> Contestants, TimeSpan QuietPing)
{
    /// <summary>A contestant's runs; null when it took no part.</summary>
    public ContestantResult? this[string name] => Contestants.FirstOrDefault(one => one.Name == name);

    /// <summary>How many times as long one took as another, round by round; null when one took no part.</summary>
    public Reading? Ratio(string one, string other) =>
        this[one] is { } first && this[other] is { } second
            ? Reading.Of(first.Runs.Zip(second.Runs, static (a, b) => a.Elapsed / b.Elapsed))
            : null;

    /// <summary>The same with the fastest run of each contestant alone.</summary>
    public CaseResult Fastest() => this with { Contestants = [.. Contestants.Select(static one => one.Fastest())] };
}
