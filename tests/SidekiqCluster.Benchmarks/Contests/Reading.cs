namespace SidekiqCluster.Benchmarks.Contests;

/// <summary>A value that was measured several times.</summary>
/// <param name="Median">The one in the middle.</param>
/// <param name="Least">The smallest, which the noise of a busy machine touches least.</param>
/// <param name="Spread">How far the middle half reaches, in parts of the median.</param>
internal sealed record Reading(double Median, double Least, double Spread)
{
    /// <summary>A median with a larger spread tells nothing.</summary>
    public const double WidestSpread = 0.4;

    /// <summary>Whether the values lie too far apart to be told as one.</summary>
    public bool IsTooWide => Spread > WidestSpread;

    /// <summary>The same in another unit.</summary>
    public Reading Times(double factor) => this with { Median = Median * factor, Least = Least * factor };

    /// <summary>Of values in any order; null of none.</summary>
    public static Reading? Of(params IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        if (sorted.Count == 0)
        {
            return null;
        }

        var median = At(0.5);
        return new Reading(median, sorted[0], median == 0 ? 0 : (At(0.75) - At(0.25)) / median);

        double At(double part)
        {
            var place = part * (sorted.Count - 1);
            var below = (int)place;
            var above = Math.Min(below + 1, sorted.Count - 1);
            return sorted[below] + ((sorted[above] - sorted[below]) * (place - below));
        }
    }

    /// <summary>Of one value; null of none.</summary>
    public static Reading? Of(double? value) => value is { } single ? new Reading(single, single, 0) : null;
}
