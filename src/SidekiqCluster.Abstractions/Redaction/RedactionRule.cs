namespace SidekiqCluster.Redaction;

/// <summary>Which values of the jobs of a class are not for everybody.</summary>
internal sealed class RedactionRule
{
    /// <param name="classGlob">The classes as jobs show them, with <c>*</c> and <c>?</c>: <c>Billing::*</c>, <c>UserMailer#welcome</c>.</param>
    /// <param name="path">The values: <c>args</c> for all arguments, or a place within them such as <c>args[1].card</c>.</param>
    /// <exception cref="JobFilterSyntaxException">The path is no field.</exception>
    /// <exception cref="ArgumentException">The path is a field that is no argument.</exception>
    public RedactionRule(string classGlob, string path)
    {
        Path = JobField.Parse(path);
        if (Path.Name != JobFieldName.Args || Path.IsNamed)
        {
            throw new ArgumentException($"'{path}' is no argument; use args for all, or a place such as args[1].card.", nameof(path));
        }

        var field = JobField.Of(JobFieldName.Class);
        Scope = JobFilter.AnyOf(
            JobFilter.Compare(field, JobFilterOperator.Glob, JobFilterValue.Of(classGlob)),
            JobFilter.Compare(field, JobFilterOperator.Equal, JobFilterValue.Null));
    }

    /// <summary>The place; all arguments where the path is empty.</summary>
    public JobField Path { get; }

    /// <summary>The jobs that it is about: those of the classes, and those of which nobody can tell the class, malformed ones above all.</summary>
    public JobFilter Scope { get; }

    /// <summary>Whether what a field reads of a job of these classes can depend on the value.</summary>
    public bool IsReadBy(JobField field) => field.Name switch
    {
        // Messages quote what an error is about, and the payload quotes all.
        JobFieldName.Message or JobFieldName.Raw => true,
        JobFieldName.Args => Overlap(field.Path.AsSpan(), Path.Path.AsSpan()),
        _ => false,
    };

    /// <summary>Whether one place is within the other. Where arguments stand is told by their values, unless a step is plain.</summary>
    private static bool Overlap(ReadOnlySpan<JobFieldStep> one, ReadOnlySpan<JobFieldStep> other)
    {
        if (one is [{ Kind: not Filters.JobFieldStepKind.Plain }, ..] || other is [{ Kind: not Filters.JobFieldStepKind.Plain }, ..])
        {
            return true;
        }

        var shared = Math.Min(one.Length, other.Length);
        return one[..shared].SequenceEqual(other[..shared]);
    }
}
