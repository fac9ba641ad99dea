using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using SidekiqCluster.Filters;

namespace SidekiqCluster;

/// <summary>
/// What a filter compares and what jobs are counted by: a named field, or a place within the arguments such as
/// <c>args[1].user."e mail"[0]</c>.
/// </summary>
public sealed record JobField : IParsable<JobField>
{
    private JobField(JobFieldName name, ImmutableArray<JobFieldStep> path)
    {
        Name = name;
        Path = path;
    }

    /// <summary>Which field.</summary>
    public JobFieldName Name { get; }

    /// <summary>The way into the arguments, beginning with a position; empty for every other field and for all arguments.</summary>
    public ImmutableArray<JobFieldStep> Path { get; }

    /// <summary>
    /// Whether its first step is the name of an argument. Such a field only lives while a filter is read: a job has no names.
    /// </summary>
    internal bool IsNamed => Name == JobFieldName.Args && Path is [{ Key: not null }, ..];

    /// <summary>The field of this name; of <see cref="JobFieldName.Args"/>: the whole array.</summary>
    public static JobField Of(JobFieldName name) =>
        Enum.IsDefined(name) ? new(name, []) : throw new ArgumentOutOfRangeException(nameof(name));

    /// <summary>A place within the arguments: <c>Argument(1, "user", 0)</c> is <c>args[1].user[0]</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="position"/> is negative.</exception>
    public static JobField Argument(int position, params IEnumerable<JobFieldStep> path) =>
        Argument(JobFieldStep.ToPosition(position), path);

    /// <summary>A place within the arguments, whose first step may tell positional arguments from keywords.</summary>
    /// <exception cref="ArgumentException">
    /// The first step is a key, or a later one is <see cref="JobFieldStep.ToPositional"/> or <see cref="JobFieldStep.ToKeywords"/>.
    /// </exception>
    public static JobField Argument(JobFieldStep first, params IEnumerable<JobFieldStep> path)
    {
        ImmutableArray<JobFieldStep> steps = [first, .. path];
        return first.Position is not null && steps.Skip(1).All(step => step.Kind == JobFieldStepKind.Plain)
            ? new(JobFieldName.Args, steps)
            : throw new ArgumentException("The way into the arguments begins with a position, and only it tells keywords apart.", nameof(path));
    }

    /// <summary>A place within an argument that is called by its name.</summary>
    internal static JobField Named(IEnumerable<JobFieldStep> path) => new(JobFieldName.Args, [.. path]);

    /// <summary>Reads the written form.</summary>
    /// <exception cref="JobFilterSyntaxException">The text is no field.</exception>
    public static JobField Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return FieldParser.Parse(text);
    }

    /// <summary>
    /// Reads the written form, in which an argument may be called by its name: <c>args.merchant_id</c> is the position that
    /// it has in the class that a filter asks for.
    /// </summary>
    /// <param name="text">The written form.</param>
    /// <param name="schemas">The classes whose arguments have names.</param>
    /// <param name="within">The filter of the jobs that the field is read of; it says the class, as <c>class:HardJob</c> does.</param>
    /// <exception cref="JobFilterSyntaxException">
    /// The text is no field; or it names an argument, and the filter says no class, or one without that argument.
    /// </exception>
    public static JobField Parse(string text, JobSchemas schemas, JobFilter within)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(schemas);
        ArgumentNullException.ThrowIfNull(within);
        return FieldParser.Parse(text, schemas, within);
    }

    /// <inheritdoc cref="Parse(string)"/>
    public static JobField Parse(string s, IFormatProvider? provider) => Parse(s);

    /// <summary>Reads the written form; false when the text is no field.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [NotNullWhen(true)] out JobField? result)
    {
        try
        {
            result = s is null ? null : FieldParser.Parse(s);
        }
        catch (JobFilterSyntaxException)
        {
            result = null;
        }

        return result is not null;
    }

    /// <summary>
    /// The field's values in a job, as texts to count by: of tags each, of any other field one. A text is itself, a
    /// number is as it is written, an object or array is its JSON without blanks, and null is what is null or absent.
    /// </summary>
    /// <param name="job">The job.</param>
    /// <param name="now">The moment that the age counts to; no other field asks for it.</param>
    public IReadOnlyList<string?> ReadKeys(JobRecord job, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(job);
        return FieldKeys.Read(this, job, now);
    }

    /// <summary>The written form, which <see cref="Parse(string)"/> reads back.</summary>
    public override string ToString() => FilterPrinter.Print(this);

    /// <inheritdoc/>
    public bool Equals(JobField? other) => other is not null && Name == other.Name && Path.SequenceEqual(other.Path);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Sequence.HashOf(Path));
}
