namespace SidekiqCluster.Filters;

/// <summary>
/// The arguments that a text calls by name. They are noted while the text is read, and become positions once all of it is
/// known, since the classes that the filter asks for decide which.
/// </summary>
internal sealed class NamedArguments(JobSchemas schemas, FilterScanner scanner)
{
    private readonly Dictionary<JobField, int> _places = new(ReferenceEqualityComparer.Instance);

    /// <summary>Notes a field whose name stands at a place of the text.</summary>
    public JobField Note(JobField field, int place)
    {
        _places.Add(field, place);
        return field;
    }

    /// <summary>The same filter on positions.</summary>
    public JobFilter Resolve(JobFilter filter) => _places.Count == 0 ? filter : Resolve(filter, FilterClasses.Of(filter));

    /// <summary>The same field by its position in the class that the filter says.</summary>
    public JobField Resolve(JobField field, JobFilter within)
    {
        if (!field.IsNamed)
        {
            return field;
        }

        var classes = FilterClasses.Of(within)
            ?? throw scanner.Fail(_places[field], "a position such as args[0]; a name needs a filter that says the class, such as class:HardJob");
        var fields = Find(field, classes).Select(one => one.Argument.Field).Distinct().ToList();
        return fields is [{ } only]
            ? only
            : throw scanner.Fail(_places[field], $"an argument that is always at the same position, as {field.Path[0].Key} is not");
    }

    private JobFilter Resolve(JobFilter filter, IReadOnlyCollection<string>? classes) => filter switch
    {
        AndFilter and => Combine(and.Filters, FilterClasses.Of(and) ?? classes, JobFilter.AllOf),
        OrFilter or => Combine(or.Filters, classes, JobFilter.AnyOf),
        NotFilter not => Combine([not.Filter], classes, static filters => JobFilter.Not(filters.Single())),
        ComparisonFilter { Field.IsNamed: true } term => Expand(
            term.Field,
            field => JobFilter.Compare(field, term.Operator, term.Value),
            term.Operator == JobFilterOperator.Equal && TakesAbsent(term.Value),
            classes),
        InFilter { Field.IsNamed: true } term => Expand(
            term.Field, field => JobFilter.In(field, term.Values), term.Values.Any(TakesAbsent), classes),
        _ => filter,
    };

    private JobFilter Combine(
        IEnumerable<JobFilter> filters, IReadOnlyCollection<string>? classes, Func<IEnumerable<JobFilter>, JobFilter> combine)
    {
        var resolved = filters.Select(filter => Resolve(filter, classes)).ToList();
        return resolved.Max(filter => filter.Depth) < JobFilter.MaxDepth
            ? combine(resolved)
            : throw scanner.FailTooDeep(_places.Values.Min());
    }

    private static bool TakesAbsent(JobFilterValue value) => value.Kind is JobFilterValueKind.Null or JobFilterValueKind.Absent;

    /// <summary>One named term as terms on positions: for each class that has the name, unless all are alike.</summary>
    private JobFilter Expand(
        JobField field, Func<JobField, JobFilter> test, bool takesAbsent, IReadOnlyCollection<string>? classes)
    {
        var terms = Find(field, classes)
            .Select(one => (one.Class, Filter: one.Argument.Test(test, takesAbsent)))
            .GroupBy(one => one.Filter, one => one.Class)
            .ToList();
        return classes is not null && terms is [var only] && only.Count() == classes.Count
            ? only.Key
            : JobFilter.AnyOf(terms.Select(term => JobFilter.AllOf(FilterClasses.IsOneOf([.. term]), term.Key)));
    }

    private List<(string Class, NamedArgument Argument)> Find(JobField field, IReadOnlyCollection<string>? classes)
    {
        List<JobSchema> searched = classes is null ? [.. schemas] : [.. classes.Select(schemas.Find).OfType<JobSchema>()];
        if (searched.Count == 0)
        {
            throw scanner.Fail(_places[field], UnknownName.WithoutSchema(classes ?? [], schemas));
        }

        var found = searched
            .Select(schema => (schema.Class, Argument: NamedArgument.Find(schema, field.Path)))
            .Where(one => one.Argument is not null)
            .Select(one => (one.Class, Argument: one.Argument!))
            .ToList();
        if (found.Count == 0)
        {
            throw scanner.Fail(_places[field], UnknownName.Of(field.Path[0].Key!, searched));
        }

        return found.FirstOrDefault(one => one.Argument.NeedsPosition) is { Class: not null } rest
            ? throw scanner.Fail(
                _places[field],
                $"a position such as args.{field.Path[0].Key}[0], as it takes all further arguments of {rest.Class}")
            : found;
    }
}
