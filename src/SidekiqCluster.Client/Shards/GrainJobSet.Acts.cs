using SidekiqCluster.Operations;

namespace SidekiqCluster.Client.Shards;

internal partial class GrainJobSet
{
    public Task<long> ClearAsync(CancellationToken cancellationToken = default) =>
        calls.ActAsync(Grain.ClearAsync, cancellationToken);

    public Task<bool> DeleteAsync(SortedEntry entry, CancellationToken cancellationToken = default) =>
        operations.DeleteOneAsync(calls.Name, entry, source, cancellationToken);

    public Task<bool> DeleteAsync(double score, string jid, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(jid);
        return calls.ActAsync(act => Grain.DeleteAsync(act, score, jid), cancellationToken);
    }

    public Task<bool> RescheduleAsync(SortedEntry entry, DateTimeOffset at, CancellationToken cancellationToken = default) =>
        operations.RescheduleOneAsync(calls.Name, entry, source, at, cancellationToken);

    public Task<OperationResult> AddToQueueAsync(SortedEntry entry, CancellationToken cancellationToken = default) =>
        operations.AddToQueueAsync(JobSelection.Of(entry), cancellationToken: cancellationToken);

    public Task<OperationResult> RetryAsync(SortedEntry entry, CancellationToken cancellationToken = default) =>
        operations.RetryAsync(JobSelection.Of(entry), cancellationToken: cancellationToken);

    public Task<OperationResult> KillAsync(SortedEntry entry, CancellationToken cancellationToken = default) =>
        operations.KillAsync(JobSelection.Of(entry), cancellationToken: cancellationToken);

    public Task<OperationResult> RetryAllAsync(
        JobFilter? filter = null, OperationOptions? options = null, CancellationToken cancellationToken = default) =>
        operations.RetryAsync(Where(filter), options, cancellationToken);

    public Task<OperationResult> AddToQueueAllAsync(
        JobFilter? filter = null, OperationOptions? options = null, CancellationToken cancellationToken = default) =>
        operations.AddToQueueAsync(Where(filter), options, cancellationToken);

    public Task<OperationResult> KillAllAsync(
        JobFilter? filter = null, OperationOptions? options = null, CancellationToken cancellationToken = default) =>
        operations.KillAsync(Where(filter), options, cancellationToken);

    public Task<OperationResult> DeleteAllAsync(
        JobFilter? filter = null, OperationOptions? options = null, CancellationToken cancellationToken = default) =>
        operations.DeleteAsync(Where(filter), options, cancellationToken);

    private JobSelection Where(JobFilter? filter) => JobSelection.Where(JobSources.Of(source), filter ?? JobFilter.All);
}
