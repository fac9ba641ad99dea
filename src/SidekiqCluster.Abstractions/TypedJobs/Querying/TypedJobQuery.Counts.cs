using System.Linq.Expressions;
using SidekiqCluster.TypedJobs;

namespace SidekiqCluster;

public sealed partial class TypedJobQuery<T>
{
    /// <summary>
    /// Counts the jobs. All jobs of the source are transferred once; no record is made of those that the filter does not take.
    /// </summary>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    public Task<TypedJobCount> CountAsync(CancellationToken cancellationToken = default) => CountAsync(null, cancellationToken);

    /// <summary>
    /// Counts the jobs by an argument, a part of one, or a field: <c>CountByAsync(j =&gt; j.Args.MerchantId)</c>. Keys are
    /// texts: a string is itself, a number is as it is written, a hash or list is its JSON, null is what is null or absent.
    /// An argument that a job leaves to its default counts under that default, unless it may be null: then, as within hashes,
    /// it counts under null.
    /// </summary>
    /// <exception cref="JobExpressionException">The key is no part of the job.</exception>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    public async Task<TypedJobCount> CountByAsync<TKey>(
        Expression<Func<TypedJob<T>, TKey>> key, CancellationToken cancellationToken = default)
    {
        var (field, standard) = JobExpression.ToField(key);
        var count = await CountAsync(field, cancellationToken).ConfigureAwait(false);
        return standard is null ? count : count with { Groups = JobGroups.Of(count.Groups!.Select(group => ((string?)(group.Key ?? standard), group.Count))) };
    }

    private async Task<TypedJobCount> CountAsync(JobField? by, CancellationToken cancellationToken)
    {
        var count = _limit is null
            ? await _source.CountAsync(T.Schema, _filter, by, cancellationToken).ConfigureAwait(false)
            : await CountTakenAsync(by, cancellationToken).ConfigureAwait(false);
        return _isMismatched switch
        {
            true => count with { Count = 0, Groups = by is null ? null : [] },
            false => count with { Mismatched = 0 },
            null => count,
        };
    }

    /// <summary>The order decides which jobs a limited query has, so they are read.</summary>
    private async Task<TypedJobCount> CountTakenAsync(JobField? by, CancellationToken cancellationToken)
    {
        var jobs = await ToListAsync(cancellationToken).ConfigureAwait(false);
        var fitting = jobs.Where(job => job.Mismatch is null).ToList();
        return new TypedJobCount
        {
            Count = fitting.Count,
            Mismatched = jobs.Count - fitting.Count,
            Groups = by is null
                ? null
                : JobGroups.Of(fitting.SelectMany(job => by.ReadKeys(job.Record, default).Distinct()).Select(text => (text, 1L))),
        };
    }
}
