using System.Runtime.CompilerServices;

namespace SidekiqCluster.TypedJobs;

/// <summary>Jobs that are read as records all at once, oldest first: those in flight, or any that were read before.</summary>
internal sealed class RecordJobSource(
    Func<CancellationToken, Task<IReadOnlyCollection<JobRecord>>> read,
    TimeProvider clock,
    Func<TypedJobAct, IReadOnlyCollection<JobRecord>, CancellationToken, Task<OperationResult>> act) : ITypedJobSource
{
    public async IAsyncEnumerable<JobRecord> ReadAsync(
        JobFilter filter, JobOrder order, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var job in await ReadAllAsync(filter, order, cancellationToken).ConfigureAwait(false))
        {
            yield return job;
        }
    }

    public async Task<TypedJobCount> CountAsync(
        JobSchema schema, JobFilter filter, JobField? by, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var jobs = await ReadAllAsync(filter, JobOrder.Any, cancellationToken).ConfigureAwait(false);
        var fitting = jobs.Where(job => JobArguments.Check(schema, job.Raw.Span).IsMatch).ToList();
        return new TypedJobCount
        {
            Count = fitting.Count,
            Mismatched = jobs.Count - fitting.Count,
            Groups = by is null ? null : JobGroups.Of(fitting.SelectMany(job => by.ReadKeys(job, now).Distinct()).Select(key => (key, 1L))),
        };
    }

    public async Task<OperationResult> ActAsync(TypedJobAct wanted, CancellationToken cancellationToken)
    {
        var jobs = await ReadAllAsync(wanted.Filter, wanted.Order, cancellationToken).ConfigureAwait(false);
        return await act(wanted, jobs, cancellationToken).ConfigureAwait(false);
    }

    private async Task<IReadOnlyCollection<JobRecord>> ReadAllAsync(
        JobFilter filter, JobOrder order, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var jobs = await read(cancellationToken).ConfigureAwait(false);
        var taken = jobs.Where(job => filter.Matches(job, now));
        return [.. order == JobOrder.NewestFirst ? taken.Reverse() : taken];
    }
}
