using System.Diagnostics.CodeAnalysis;
using SidekiqCluster.Filters;

namespace SidekiqCluster;

/// <summary>
/// Which jobs to take: an immutable tree of comparisons, joined by and, or and not. Trees are equal when they have the
/// same shape and the same values in the same order. <see cref="ToString"/> writes a tree as text and
/// <see cref="Parse(string)"/> reads that text as an equal tree, so the text is also the form to store and to send.
/// </summary>
public abstract record JobFilter
{
    /// <summary>How many levels a tree may have.</summary>
    public const int MaxDepth = 200;

    /// <summary>How many characters <see cref="Parse(string)"/> reads at most.</summary>
    public const int MaxTextLength = 1 << 20;

    private JobFilterEvaluator? _evaluator;

    private protected JobFilter(int depth)
    {
        if (depth > MaxDepth)
        {
            throw new ArgumentException($"The filter has {depth} levels; {MaxDepth} are allowed.", nameof(depth));
        }

        Depth = depth;
    }

    /// <summary>Every job, malformed ones included. Written <c>*</c>; also what an empty text says.</summary>
    public static JobFilter All => AllFilter.Instance;

    /// <summary>The levels of the tree: 1 for a single comparison.</summary>
    public int Depth { get; }

    /// <summary>The filter ready to run; made once. It stays out of equality, and no member can change under a copy.</summary>
    internal JobFilterEvaluator Evaluator => _evaluator ??= new JobFilterEvaluator(this);

    /// <summary>Reads the text form, which the README of this package describes. An empty text is <see cref="All"/>.</summary>
    /// <exception cref="JobFilterSyntaxException">
    /// The text is no filter; the exception tells the column, what was found there and what was expected.
    /// </exception>
    public static JobFilter Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return FilterParser.Parse(text, null);
    }

    /// <summary>
    /// Reads the text form, in which arguments may be called by name: <c>class:ChargeMerchant args.merchant_id=7</c>. The
    /// names become positions, so the filter prints without them. A term takes jobs of the classes that have an argument
    /// of that name; those that the filter itself asks for, by <c>class:X</c> or <c>class=(X,Y)</c> beside the term, or
    /// else all that are known.
    /// </summary>
    /// <param name="text">The filter.</param>
    /// <param name="schemas">The classes whose arguments have names.</param>
    /// <exception cref="JobFilterSyntaxException">The text is no filter, or no such class has an argument of a name in it.</exception>
    public static JobFilter Parse(string text, JobSchemas schemas)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(schemas);
        return FilterParser.Parse(text, schemas);
    }

    /// <summary>Reads the text form; false, with the reason, when the text is no filter.</summary>
    public static bool TryParse(
        [NotNullWhen(true)] string? text,
        [NotNullWhen(true)] out JobFilter? filter,
        [NotNullWhen(false)] out JobFilterError? error)
    {
        try
        {
            filter = FilterParser.Parse(text ?? string.Empty, null);
            error = null;
            return true;
        }
        catch (JobFilterSyntaxException exception)
        {
            filter = null;
            error = exception.Error;
            return false;
        }
    }

    /// <summary>A comparison of one field with one value.</summary>
    /// <exception cref="ArgumentException">The field cannot be compared with that value by that operator.</exception>
    public static JobFilter Compare(JobField field, JobFilterOperator comparison, JobFilterValue value) =>
        new ComparisonFilter(field, comparison, value);

    /// <summary>The field equals one of the values. Of no value: no job.</summary>
    /// <exception cref="ArgumentException">The field cannot be compared with one of the values.</exception>
    public static JobFilter In(JobField field, params IEnumerable<JobFilterValue> values) => new InFilter(field, [.. values]);

    /// <summary>All of the filters match. Of one filter: that filter; of none: <see cref="All"/>.</summary>
    /// <exception cref="ArgumentException">The tree would have more than <see cref="MaxDepth"/> levels.</exception>
    public static JobFilter AllOf(params IEnumerable<JobFilter> filters)
    {
        var children = Checked(filters);
        return children switch { [] => All, [var single] => single, _ => new AndFilter([.. children]) };
    }

    /// <summary>One of the filters matches, or several do. Of one filter: that filter; of none: no job.</summary>
    /// <exception cref="ArgumentException">The tree would have more than <see cref="MaxDepth"/> levels.</exception>
    public static JobFilter AnyOf(params IEnumerable<JobFilter> filters)
    {
        var children = Checked(filters);
        return children switch { [] => Not(All), [var single] => single, _ => new OrFilter([.. children]) };
    }

    /// <summary>The filter does not match.</summary>
    /// <exception cref="ArgumentException">The tree would have more than <see cref="MaxDepth"/> levels.</exception>
    public static JobFilter Not(JobFilter filter) => new NotFilter(filter);

    /// <summary>Whether the filter matches a job.</summary>
    /// <param name="job">The job.</param>
    /// <param name="now">The moment that ages and relative times count from; take one for a whole query.</param>
    public bool Matches(JobRecord job, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(job);
        var context = new JobFilterContext(job.Shard, job.Source, (job as SortedEntry)?.Score, now);
        return Evaluator.Matches(job.Raw.Span, context);
    }

    /// <summary>The text form, which <see cref="Parse(string)"/> reads as an equal tree.</summary>
    public sealed override string ToString() => FilterPrinter.Print(this);

    /// <summary>Whether the trees are equal: same shape, same values, same order.</summary>
    public virtual bool Equals(JobFilter? other) => other is not null && EqualityContract == other.EqualityContract;

    /// <inheritdoc/>
    public override int GetHashCode() => EqualityContract.GetHashCode();

    private static JobFilter[] Checked(IEnumerable<JobFilter> filters)
    {
        var children = filters.ToArray();
        foreach (var child in children)
        {
            ArgumentNullException.ThrowIfNull(child, nameof(filters));
        }

        return children;
    }
}
