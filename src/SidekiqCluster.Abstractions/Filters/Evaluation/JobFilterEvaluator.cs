namespace SidekiqCluster.Filters;

/// <summary>
/// A filter made ready to run over the bytes of many jobs, from any thread. For jobs that do not match it allocates
/// nothing, save in two rare cases: arguments of Delayed Extensions (and their class, where only the whole tells it)
/// are decoded from YAML; and nesting deeper than 64 levels costs the reader a bit a level, and an exception where the
/// JSON is broken in there.
/// </summary>
internal sealed class JobFilterEvaluator(JobFilter filter)
{
    private readonly FilterNode _root = FilterCompiler.Compile(filter);

    /// <summary>Whether the filter matches a job, given its payload and where it was found.</summary>
    public bool Matches(ReadOnlySpan<byte> raw, in JobFilterContext context) =>
        (_root.CanMatchVerbatim(raw) || !IsVerbatim(raw)) && MatchesParsed(raw, context);

    /// <summary>The same for a payload of which <see cref="IsVerbatim"/> is known.</summary>
    public bool Matches(ReadOnlySpan<byte> raw, in JobFilterContext context, bool isVerbatim) =>
        (!isVerbatim || _root.CanMatchVerbatim(raw)) && MatchesParsed(raw, context);

    /// <summary>
    /// Whether every text of the job that a filter can ask for stands in the payload byte by byte: none is escaped, and
    /// none comes out of the YAML of Delayed Extensions.
    /// </summary>
    public static bool IsVerbatim(ReadOnlySpan<byte> raw) =>
        !raw.Contains((byte)'\\') && raw.IndexOf("Extensions::Delayed"u8) < 0;

    private bool MatchesParsed(ReadOnlySpan<byte> raw, in JobFilterContext context)
    {
        var job = new JobView(raw, context);
        return _root.Matches(ref job);
    }
}
