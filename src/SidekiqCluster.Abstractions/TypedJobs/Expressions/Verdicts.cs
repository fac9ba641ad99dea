namespace SidekiqCluster.TypedJobs;

/// <summary>For which jobs a lambda gives true, and for which false. For those of neither it throws.</summary>
/// <param name="True">The jobs for which it gives true.</param>
/// <param name="False">The jobs for which it gives false.</param>
/// <param name="IsTotal">Whether it gives one of the two for every job that can be read.</param>
internal readonly record struct Verdicts(JobFilter True, JobFilter False, bool IsTotal)
{
    public static Verdicts Of(bool value) => value
        ? new(FilterAlgebra.Always, FilterAlgebra.Never, true)
        : new(FilterAlgebra.Never, FilterAlgebra.Always, true);

    /// <summary>Neither, whatever the job.</summary>
    public static Verdicts Throws { get; } = new(FilterAlgebra.Never, FilterAlgebra.Never, false);

    public Verdicts Negated => new(False, True, IsTotal);

    /// <summary><c>this &amp;&amp; right</c>, where the right side is only asked when this one gives true.</summary>
    public Verdicts And(Func<Verdicts> right)
    {
        if (FilterAlgebra.IsNever(True))
        {
            return this;
        }

        var other = right();
        return new(
            FilterAlgebra.And(True, other.True),
            FilterAlgebra.Or(False, IsTotal ? other.False : FilterAlgebra.And(True, other.False)),
            IsTotal && other.IsTotal);
    }

    /// <summary><c>this || right</c>.</summary>
    public Verdicts Or(Func<Verdicts> right) => Negated.And(() => right().Negated).Negated;
}
