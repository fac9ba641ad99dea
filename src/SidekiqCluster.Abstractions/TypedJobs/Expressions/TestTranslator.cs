using System.Collections;

namespace SidekiqCluster.TypedJobs;

/// <summary>Turns what a lambda asks into filters, evaluating what it compares with.</summary>
internal sealed class TestTranslator(DefaultSource defaults)
{
    public Verdicts Translate(BoundTest test) => test switch
    {
        BoundTest.Known known => Verdicts.Of((bool)KnownValue.Of(known.Value)!),
        BoundTest.Not not => Translate(not.Operand).Negated,
        BoundTest.And and => Translate(and.Left).And(() => Translate(and.Right)),
        BoundTest.Or or => Translate(or.Left).Or(() => Translate(or.Right)),
        BoundTest.Compare compare => Decide(compare.Value, cases => Compare(compare, cases)),
        BoundTest.True single => Decide(single.Value, cases => CompareWith(single.Value, JobFilterOperator.Equal, true, cases, isBare: true)),
        BoundTest.Part part => Decide(part.Value, cases => Part(part, cases)),
        BoundTest.OneOf oneOf => Decide(oneOf.Value, cases => OneOf(oneOf, cases)),
        BoundTest.Present present => Decide(present.Value, cases => cases.Decide(cases.Exists, FilterAlgebra.Never, static value => value is not null)),
        BoundTest.NullOrEmpty empty => Decide(empty.Value, cases => cases.Decide(
            JobFilter.Compare(cases.Field, JobFilterOperator.Equal, JobFilterValue.Of(string.Empty)),
            whenFalse: null,
            static value => string.IsNullOrEmpty((string?)value))),
        BoundTest.Tagged tagged => Tagged(KnownValue.Of(tagged.Label)),
        _ => throw new JobExpressionException(ExpressionRules.Other),
    };

    private Verdicts Decide(BoundValue value, Func<ValueCases, Verdicts> decide)
    {
        ValueCases cases;
        try
        {
            cases = new ValueCases(value, defaults);
        }
        catch (ArgumentException)
        {
            return Verdicts.Throws;
        }

        return decide(cases);
    }

    private static Verdicts Tagged(object? label)
    {
        if (label is not string text)
        {
            return Verdicts.Of(false);
        }

        var tagged = JobFilter.Compare(JobField.Of(JobFieldName.Tag), JobFilterOperator.Equal, JobFilterValue.Of(text));
        return new Verdicts(tagged, JobFilter.Not(tagged), true);
    }

    private static Verdicts Compare(BoundTest.Compare compare, ValueCases cases) =>
        CompareWith(compare.Value, compare.Operator, KnownValue.Of(compare.Expected), cases, isBare: false);

    private static Verdicts CompareWith(
        BoundValue value, JobFilterOperator comparison, object? expected, ValueCases cases, bool isBare)
    {
        if (comparison == JobFilterOperator.NotEqual && (expected is null || value.Type.IsNullable || value.Steps.Any(step => step.HasDefault)))
        {
            return CompareWith(value, JobFilterOperator.Equal, expected, cases, isBare).Negated;
        }

        // A bare boolean that is null cannot be written; only .Value of one, which throws.
        bool? Holds(object? actual) => isBare && actual is null ? null : KnownOrder.Holds(comparison, Plain(actual), Plain(expected));

        var (whenTrue, whenFalse) = expected is null
            ? (FilterAlgebra.Never, null)
            : ValueFilters.Of(value, cases.Field, comparison, Plain(expected)!);
        return cases.Decide(whenTrue, whenFalse, Holds);
    }

    private static Verdicts Part(BoundTest.Part part, ValueCases cases)
    {
        if (KnownValue.Of(part.Expected) is not { } expected)
        {
            return Verdicts.Throws;
        }

        var text = expected.ToString()!;
        return cases.Decide(
            JobFilter.Compare(cases.Field, part.Operator, JobFilterValue.Of(text)),
            whenFalse: null,
            actual => actual is not string known ? null : part.Operator switch
            {
                JobFilterOperator.StartsWith => known.StartsWith(text, StringComparison.Ordinal),
                JobFilterOperator.EndsWith => known.EndsWith(text, StringComparison.Ordinal),
                _ => known.Contains(text, StringComparison.Ordinal),
            });
    }

    private static Verdicts OneOf(BoundTest.OneOf oneOf, ValueCases cases)
    {
        if (KnownValue.Of(oneOf.Collection) is not IEnumerable collection)
        {
            // A null array has become an empty span, which contains nothing; any other null throws.
            return oneOf.Collection.Type.IsByRefLike ? Decide([]) : Verdicts.Throws;
        }

        KnownSets.RequirePlain(collection);
        return Decide([.. collection.Cast<object?>().Select(Plain)]);

        Verdicts Decide(List<object?> items) => cases.Decide(
            ValueFilters.OneOf(oneOf.Value, cases.Field, [.. items.OfType<object>()]),
            whenFalse: null,
            actual => items.Exists(item => Same(item, Plain(actual))));
    }

    /// <summary>As <see cref="object.Equals(object)"/>, for which a NaN is itself.</summary>
    private static bool Same(object? item, object? actual) =>
        KnownOrder.Holds(JobFilterOperator.Equal, item, actual) || Equals(item, actual);

    /// <summary>What a place is compared with by its written form.</summary>
    private static object? Plain(object? value) => value is JobSource source ? source.ToString() : value;
}
