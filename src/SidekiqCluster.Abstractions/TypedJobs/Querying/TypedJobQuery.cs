using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using SidekiqCluster.TypedJobs;

namespace SidekiqCluster;

/// <summary>
/// The jobs of one Ruby class in a queue, a set, the work set or several of them. Immutable: each method makes another
/// query, and nothing is read before the query is enumerated, counted or acted on; then it is read anew each time.
/// </summary>
/// <remarks>
/// <para>
/// The filter decides first, over the raw bytes. What it takes and fits the class is a job with <see cref="TypedJob{T}.Args"/>.
/// What it takes but does not fit comes too, with <see cref="TypedJob{T}.Mismatch"/>, and throws when asked for its arguments:
/// nothing is dropped in silence. <see cref="WithoutMismatched"/> leaves such jobs out, <see cref="OnlyMismatched"/> the
/// others. Counts tell them apart, and acts refuse them.
/// </para>
/// <para>It is no <see cref="IAsyncEnumerable{T}"/>, whose <c>Where</c> would transfer everything first; <see cref="AsAsyncEnumerable"/> makes one.</para>
/// </remarks>
/// <typeparam name="T">The record of the class's arguments.</typeparam>
public sealed partial class TypedJobQuery<T>
    where T : class, ISidekiqJobArgs<T>
{
    private readonly ITypedJobSource _source;
    private readonly JobFilter _filter;
    private readonly JobOrder? _order;
    private readonly int? _limit;
    private readonly bool? _isMismatched;

    internal TypedJobQuery(ITypedJobSource source)
        : this(source, ClassFilter, null, null, null)
    {
    }

    private TypedJobQuery(ITypedJobSource source, JobFilter filter, JobOrder? order, int? limit, bool? isMismatched)
    {
        _source = source;
        _filter = filter;
        _order = order;
        _limit = limit;
        _isMismatched = isMismatched;
    }

    private static JobFilter ClassFilter { get; } = JobFilter.Compare(
        JobField.Of(JobFieldName.Class), JobFilterOperator.Equal, JobFilterValue.Of(T.Schema.Class));

    /// <summary>
    /// The jobs for which a condition holds, too. It is translated into a filter, not run: it may compare arguments and
    /// fields of the job with constants and captured variables, which are read now. A job for which the condition would
    /// throw, such as by a member of a null hash, is not taken.
    /// </summary>
    /// <exception cref="JobExpressionException">
    /// The condition has a part that stored jobs cannot be asked. Where it stands in the call, the analyzer says so at compile time.
    /// </exception>
    public TypedJobQuery<T> Where(Expression<Func<TypedJob<T>, bool>> predicate) => Where(JobExpression.ToFilter(predicate));

    /// <summary>The jobs that a filter takes, too.</summary>
    public TypedJobQuery<T> Where(JobFilter filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return new(_source, FilterAlgebra.And(_filter, filter), _order, _limit, _isMismatched);
    }

    /// <summary>Last in line, or highest score, first. Sidekiq's own order, and the default of reading.</summary>
    public TypedJobQuery<T> NewestFirst() => In(JobOrder.NewestFirst);

    /// <summary>Next to run, or lowest score, first. The default of acting.</summary>
    public TypedJobQuery<T> OldestFirst() => In(JobOrder.OldestFirst);

    /// <summary>Whichever order costs least: see <see cref="JobOrder.Any"/>.</summary>
    public TypedJobQuery<T> InAnyOrder() => In(JobOrder.Any);

    /// <summary>So many jobs at most, in the query's order. Of two limits the smaller counts.</summary>
    /// <param name="count">1 or more.</param>
    public TypedJobQuery<T> Take(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return new(_source, _filter, _order, Math.Min(count, _limit ?? int.MaxValue), _isMismatched);
    }

    /// <summary>Only the jobs whose arguments fit the class.</summary>
    public TypedJobQuery<T> WithoutMismatched() => new(_source, _filter, _order, _limit, isMismatched: false);

    /// <summary>Only the jobs that the filter takes, but whose arguments do not fit the class.</summary>
    public TypedJobQuery<T> OnlyMismatched() => new(_source, _filter, _order, _limit, isMismatched: true);

    /// <summary>
    /// The filter over raw bytes, class included: the same that one would write by hand. It also takes jobs whose bytes
    /// answer as asked while their arguments do not fit the class; the query tells those apart, the filter alone cannot. So
    /// act by the query, which refuses such jobs, rather than by this filter and the shard's operations.
    /// </summary>
    public JobFilter ToFilter() => _filter;

    /// <summary>The jobs as a stream, on which .NET's own operators work: here, after the transfer.</summary>
    public IAsyncEnumerable<TypedJob<T>> AsAsyncEnumerable() => ReadAsync();

    /// <summary>Reads the jobs, with the promises and the cost of reading the source. For <c>await foreach</c>.</summary>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    public IAsyncEnumerator<TypedJob<T>> GetAsyncEnumerator(CancellationToken cancellationToken = default) =>
        ReadAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);

    /// <summary>Reads all jobs into memory.</summary>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    public async Task<IReadOnlyList<TypedJob<T>>> ToListAsync(CancellationToken cancellationToken = default) =>
        await ReadAsync(cancellationToken).ToListAsync(cancellationToken).ConfigureAwait(false);

    /// <summary>The first job; null when there is none. Reads no further than to it.</summary>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    public async Task<TypedJob<T>?> FirstOrDefaultAsync(CancellationToken cancellationToken = default) =>
        await ReadAsync(cancellationToken).FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);

    private TypedJobQuery<T> In(JobOrder order) => new(_source, _filter, order, _limit, _isMismatched);

    private async IAsyncEnumerable<TypedJob<T>> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var left = _limit ?? int.MaxValue;
        var records = _source.ReadAsync(_filter, _order ?? JobOrder.NewestFirst, cancellationToken);
        await foreach (var record in records.ConfigureAwait(false))
        {
            var job = new TypedJob<T>(record);
            if (_isMismatched is { } wanted && wanted == job.Mismatch is null)
            {
                continue;
            }

            yield return job;
            if (--left == 0)
            {
                break;
            }
        }
    }
}
