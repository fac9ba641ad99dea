using SidekiqCluster.Client.Calls;
using SidekiqCluster.TypedJobs;

namespace SidekiqCluster.Client.Shards;

internal sealed class GrainWorkSet(GrainCalls calls) : IWorkSet
{
    public Task<IReadOnlyList<Work>> ListAsync(CancellationToken cancellationToken = default) =>
        calls.AskAsync(token => calls.Shard.ListWorkAsync(calls.Tolerance.Timeout, token), cancellationToken);

    public TypedJobQuery<T> Jobs<T>()
        where T : class, ISidekiqJobArgs<T> => new(new RecordJobSource(
            async token => [.. (await ListAsync(token).ConfigureAwait(false)).Select(static work => work.Job)],
            calls.Clock,
            (act, jobs, token) => TypedActs.RunAsync(new GrainOperations(calls), act, JobSelection.Of(jobs), token)));

    public async Task<long> CountAsync(CancellationToken cancellationToken = default) =>
        (await calls.ReadAsync(
            token => calls.Shard.GetStatsAsync(true, calls.Tolerance, token), cancellationToken).ConfigureAwait(false)).Busy ?? 0;

    public async Task<Work?> FindWorkAsync(string jid, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(jid);
        var all = await ListAsync(cancellationToken).ConfigureAwait(false);
        return all.FirstOrDefault(work => work.Job.Jid == jid);
    }
}
