namespace SidekiqCluster.TypedJobs;

/// <summary>
/// The ways in which a job can have, or lack, the value that a lambda asks for. A comparison is decided for each of them
/// and put together as one filter, so that the answer is the lambda's own where values are null or not there at all.
/// </summary>
internal sealed class ValueCases
{
    private readonly BoundValue _value;
    private readonly List<JobField> _places = [];
    private readonly List<AbsentCase> _absent = [];
    private readonly bool _isThrowing;

    /// <exception cref="ArgumentException">An index is negative or a key null: the lambda throws for every job.</exception>
    public ValueCases(BoundValue value, DefaultSource defaults)
    {
        _value = value;
        Place(value);
        for (var i = 0; i < value.Steps.Length; i++)
        {
            var step = value.Steps[i];
            _isThrowing |= step.ThrowsWhenAbsent || (step.Type.IsNullable && i < value.Steps.Length - 1);
            if (step.HasDefault)
            {
                var isFound = defaults.TryFind(value.Steps, i, out var standard);
                _isThrowing |= !isFound;
                _absent.Add(new AbsentCase(AbsentAt(i), standard, !isFound));
            }
        }
    }

    /// <summary>What a filter compares.</summary>
    public JobField Field => _value.Steps.IsEmpty ? FieldWithoutSteps : _places[^1];

    /// <summary>The default of the value as a text to count by; null when it is null or has no such text.</summary>
    public string? DefaultKey => _absent is [.., { Value: { } standard }] ? ValueFilters.KeyOf(_value.Type, standard) : null;

    private JobField FieldWithoutSteps => _value.RestFrom is { } rest ? JobField.Argument(rest) : JobField.Of(_value.Name);

    /// <summary>Decides a question for each case.</summary>
    /// <param name="whenTrue">The values, as they stand in a job and not null, for which the answer is yes.</param>
    /// <param name="whenFalse">Those for which it is no; null for all others than those.</param>
    /// <param name="holds">The answer for null and for defaults; null when the lambda throws.</param>
    public Verdicts Decide(JobFilter whenTrue, JobFilter? whenFalse, Func<object?, bool?> holds)
    {
        bool? Ask(object? value) => value is null && _value.IsUnwrapped ? null : holds(value);

        var mayBeNull = _value.Type.IsNullable;
        bool? onNull = mayBeNull ? Ask(null) : null;
        var answers = _absent.ConvertAll(one => one.Throws ? null : Ask(one.Value));
        var isTotal = !_isThrowing && !(mayBeNull && onNull is null) && answers.TrueForAll(answer => answer is not null);
        var yes = FilterAlgebra.Or(whenTrue, Missing(true, onNull, answers));
        if (isTotal)
        {
            var isPlain = !mayBeNull && answers.Count == 0 && whenFalse is not null;
            return new Verdicts(yes, isPlain ? whenFalse! : FilterAlgebra.Negate(yes), true);
        }

        var present = FilterAlgebra.IsNever(whenTrue)
            ? Exists
            : whenFalse ?? FilterAlgebra.And(Exists, FilterAlgebra.Negate(whenTrue));
        return new Verdicts(yes, FilterAlgebra.Or(present, Missing(false, onNull, answers)), false);
    }

    /// <summary>The value stands in the job and is not null.</summary>
    public JobFilter Exists => JobFilter.Compare(Field, JobFilterOperator.NotEqual, JobFilterValue.Null);

    /// <summary>The jobs without the value for which the answer is this one.</summary>
    private JobFilter Missing(bool wanted, bool? onNull, List<bool?> answers)
    {
        var last = _value.Steps.Length - 1;
        var isAbsenceOwn = last >= 0 && _value.Steps[last].HasDefault;
        var isAbsentWanted = isAbsenceOwn && answers[^1] == wanted;
        var isNullWanted = onNull == wanted;
        var parts = new List<JobFilter>();
        if (isNullWanted && (isAbsentWanted || !(isAbsenceOwn || (last >= 0 && _value.Steps[last].ThrowsWhenAbsent))))
        {
            parts.Add(Guarded(last, JobFilterValue.Null));
        }
        else if (isNullWanted)
        {
            parts.Add(FilterAlgebra.And(
                JobFilter.Compare(Field, JobFilterOperator.Equal, JobFilterValue.Null),
                JobFilter.Compare(Field, JobFilterOperator.NotEqual, JobFilterValue.Absent)));
        }
        else if (isAbsentWanted)
        {
            parts.Add(_absent[^1].Filter);
        }

        var outer = isAbsenceOwn ? _absent.Count - 1 : _absent.Count;
        parts.AddRange(_absent.Take(outer).Where((_, i) => answers[i] == wanted).Select(one => one.Filter));
        return FilterAlgebra.Or([.. parts]);
    }

    private JobFilter AbsentAt(int step) =>
        Guarded(step, _value.Steps[step].Type.IsNullable ? JobFilterValue.Absent : JobFilterValue.Null);

    /// <summary>The value of a step is null or absent, but what it stands in is there.</summary>
    private JobFilter Guarded(int step, JobFilterValue missing)
    {
        var test = JobFilter.Compare(step < 0 ? Field : _places[step], JobFilterOperator.Equal, missing);
        for (var outer = step - 1; outer >= 0; outer--)
        {
            var around = _value.Steps[outer];
            if (around.HasDefault || around.ThrowsWhenAbsent || around.Type.IsNullable)
            {
                return FilterAlgebra.And(JobFilter.Compare(_places[outer], JobFilterOperator.NotEqual, JobFilterValue.Null), test);
            }
        }

        return test;
    }

    private void Place(BoundValue value)
    {
        var path = new List<JobFieldStep>();
        foreach (var step in value.Steps)
        {
            path.Add(step.Place ?? KnownValue.Of(step.Index!) switch
            {
                string key => JobFieldStep.ToKey(key),
                null => throw new ArgumentException("A key is null."),
                var index => JobFieldStep.ToPosition(Convert.ToInt32(index, System.Globalization.CultureInfo.InvariantCulture) is >= 0 and var i
                    ? i + step.Offset
                    : -1),
            });
            _places.Add(JobField.Argument(path[0], path.Skip(1)));
        }
    }
}
