using System.Linq.Expressions;

namespace SidekiqCluster.TypedJobs;

/// <summary>Translates lambdas over typed jobs into filters and fields.</summary>
internal static class JobExpression
{
    /// <summary>
    /// The filter that takes, of the jobs of the class whose arguments fit, those for which the lambda gives true; not those
    /// for which it throws. Captured variables are read now, once.
    /// </summary>
    /// <exception cref="JobExpressionException">A part of it cannot be asked of stored jobs.</exception>
    public static JobFilter ToFilter<T>(Expression<Func<TypedJob<T>, bool>> predicate)
        where T : class, ISidekiqJobArgs<T>
    {
        ArgumentNullException.ThrowIfNull(predicate);
        var test = new TestBinder(T.Schema, predicate.Parameters[0]).Bind(predicate.Body);
        return new TestTranslator(Defaults<T>()).Translate(test).True;
    }

    /// <summary>The field that a lambda names, and the key of jobs that leave it to its default; null where that is null.</summary>
    /// <exception cref="JobExpressionException">It names none.</exception>
    public static (JobField Field, string? Standard) ToField<T, TKey>(Expression<Func<TypedJob<T>, TKey>> key)
        where T : class, ISidekiqJobArgs<T>
    {
        ArgumentNullException.ThrowIfNull(key);
        var values = new ValueBinder(T.Schema, key.Parameters[0]);
        if (values.IsTags(key.Body))
        {
            return (JobField.Of(JobFieldName.Tag), null);
        }

        var value = values.Bind(key.Body);
        var cases = new ValueCases(value, Defaults<T>());
        return (cases.Field, value is { Steps: [{ HasDefault: true, Type.IsNullable: false }] } ? cases.DefaultKey : null);
    }

    private static DefaultSource Defaults<T>()
        where T : class, ISidekiqJobArgs<T> =>
        new(T.Schema, static json => JobArgs.TryRead<T>(json, out var args, out _) ? args : null);
}
