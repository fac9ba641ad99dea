using System.Collections.Immutable;

namespace SidekiqCluster.Filters;

/// <summary>
/// Where the argument of a name is in the jobs of one class. The typed reader sees an argument there too; so an optional
/// one of an Active Job that was left out does not take the hash of keywords for itself, which stands in its place.
/// </summary>
internal sealed class NamedArgument
{
    private readonly JobSchema _schema;
    private readonly JobParameter _parameter;
    private readonly ImmutableArray<JobFieldStep> _path;

    private NamedArgument(JobSchema schema, JobParameter parameter, ImmutableArray<JobFieldStep> path)
    {
        _schema = schema;
        _parameter = parameter;
        _path = path;
    }

    /// <summary>Whether the name stands for all further arguments, of which none is chosen.</summary>
    public bool NeedsPosition => _parameter.IsRest && _path is not [{ Position: not null }, ..];

    /// <summary>The field, when it is the same in all jobs of the class; null otherwise.</summary>
    public JobField? Field => (Test(IsThere, takesAbsent: false) as ComparisonFilter)?.Field;

    /// <summary>The argument; null when the class has none of that name.</summary>
    /// <param name="schema">The class.</param>
    /// <param name="path">The name, and the way on from there. The keywords of an Active Job are names like all others.</param>
    public static NamedArgument? Find(JobSchema schema, ImmutableArray<JobFieldStep> path)
    {
        if (schema.FindParameter(path[0].Key!) is { } parameter)
        {
            return new NamedArgument(schema, parameter, path[1..]);
        }

        return schema.Parameters.FirstOrDefault(one => one.IsKeywords) is { } keywords
            && keywords.Type.Keys.Any(key => key.Name == path[0].Key)
                ? new NamedArgument(schema, keywords, path)
                : null;
    }

    /// <summary>The filter that puts the argument to a test.</summary>
    /// <param name="test">The test of a field.</param>
    /// <param name="takesAbsent">Whether it takes an argument that is not there.</param>
    public JobFilter Test(Func<JobField, JobFilter> test, bool takesAbsent)
    {
        var position = _parameter.Position;
        if (_parameter.IsRest)
        {
            return test(JobField.Argument(position + _path[0].Position!.Value, _path[1..]));
        }

        if (_parameter.IsKeywords)
        {
            return TestKeywords(test, takesAbsent);
        }

        var term = test(JobField.Argument(position, _path));
        if (!_parameter.IsOptional || !_schema.Parameters.Any(one => one.IsKeywords))
        {
            return term;
        }

        return takesAbsent
            ? JobFilter.AnyOf(term, IsKeywords(position))
            : JobFilter.AllOf(term, JobFilter.Not(IsKeywords(position)));
    }

    /// <summary>The keywords stand behind the arguments that were given, and so at one of several positions.</summary>
    private JobFilter TestKeywords(Func<JobField, JobFilter> test, bool takesAbsent)
    {
        var last = _parameter.Position;
        var first = _schema.Parameters.Count(one => one is { IsOptional: false, IsKeywords: false });
        var terms = Enumerable.Range(first, last - first).Select(position =>
        {
            var term = test(JobField.Argument(position, _path));
            return takesAbsent
                ? JobFilter.AnyOf(term, JobFilter.Not(IsKeywords(position)))
                : JobFilter.AllOf(term, IsKeywords(position));
        });
        var all = terms.Append(test(JobField.Argument(last, _path)));
        return takesAbsent ? JobFilter.AllOf(all) : JobFilter.AnyOf(all);
    }

    private static JobFilter IsKeywords(int position) => IsThere(JobField.Argument(position, ArgumentPath.KeywordsMark));

    private static JobFilter IsThere(JobField field) => JobFilter.Compare(field, JobFilterOperator.NotEqual, JobFilterValue.Absent);
}
