using SidekiqCluster.Receipts;
using SidekiqCluster.Redis;

namespace SidekiqCluster;

/// <content>What changes the set. Each act is one script, settled by its receipt when a reply is lost.</content>
public abstract partial class JobSet
{
    /// <summary>Removes all jobs at once; O(1) for whoever else asks Redis. One round trip.</summary>
    /// <returns>How many jobs were removed.</returns>
    /// <exception cref="OutcomeUnknownException">The reply was lost for good.</exception>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused; nothing was changed.</exception>
    public async Task<long> ClearAsync(CancellationToken cancellationToken = default) => ReceiptReply.Count(
        await new ReceiptRunner(_connection).RunAsync("JobSets/clear", [Key], [], cancellationToken).ConfigureAwait(false));

    /// <summary>Removes one entry, addressed by its bytes. One round trip.</summary>
    /// <returns>Whether it was still there.</returns>
    /// <exception cref="ArgumentException">The entry is of another set or shard.</exception>
    /// <exception cref="OutcomeUnknownException">The reply was lost for good.</exception>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused; nothing was changed.</exception>
    public Task<bool> DeleteAsync(SortedEntry entry, CancellationToken cancellationToken = default) =>
        _operations.DeleteOneAsync(entry, Source, cancellationToken);

    /// <summary>
    /// Removes the entry with this score and id, as Ruby does; the first by its bytes when there are several. Two round
    /// trips.
    /// </summary>
    /// <param name="score">Epoch seconds, compared as a number.</param>
    /// <param name="jid">The job's id.</param>
    /// <param name="cancellationToken">Gives up before anything is sent.</param>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="ArgumentException">The score is NaN.</exception>
    /// <exception cref="OutcomeUnknownException">The reply was lost for good.</exception>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused; nothing was changed.</exception>
    public async Task<bool> DeleteAsync(double score, string jid, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(jid);
        return await FetchAsync(score, jid, cancellationToken).ConfigureAwait(false) is [var entry, ..]
            && await DeleteAsync(entry, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Gives one entry another time; its bytes do not change. One round trip.</summary>
    /// <returns>Whether it was still there.</returns>
    /// <exception cref="ArgumentException">The entry is of another set or shard, or the time is in the past.</exception>
    /// <exception cref="OutcomeUnknownException">The reply was lost for good.</exception>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused; nothing was changed.</exception>
    public Task<bool> RescheduleAsync(SortedEntry entry, DateTimeOffset at, CancellationToken cancellationToken = default) =>
        _operations.RescheduleOneAsync(entry, Source, at, cancellationToken);

    /// <summary>Puts one entry into its queue as it is, as the scheduler would.</summary>
    /// <inheritdoc cref="JobOperations.AddToQueueAsync"/>
    public Task<OperationResult> AddToQueueAsync(SortedEntry entry, CancellationToken cancellationToken = default) =>
        _operations.AddToQueueAsync(JobSelection.Of(entry), cancellationToken: cancellationToken);

    /// <summary>Puts one entry back into its queue with one retry less counted.</summary>
    /// <inheritdoc cref="AddToQueueAsync(SortedEntry, CancellationToken)"/>
    public Task<OperationResult> RetryAsync(SortedEntry entry, CancellationToken cancellationToken = default) =>
        _operations.RetryAsync(JobSelection.Of(entry), cancellationToken: cancellationToken);

    /// <summary>Moves one entry to the dead set.</summary>
    /// <inheritdoc cref="AddToQueueAsync(SortedEntry, CancellationToken)"/>
    public Task<OperationResult> KillAsync(SortedEntry entry, CancellationToken cancellationToken = default) =>
        _operations.KillAsync(JobSelection.Of(entry), cancellationToken: cancellationToken);

    /// <summary>Puts entries back into their queues with one retry less counted; malformed ones are refused and stay.</summary>
    /// <param name="filter">Which entries; null for all.</param>
    /// <param name="options">How; null for <see cref="OperationOptions.Default"/>.</param>
    /// <param name="cancellationToken">Ends the work between two chunks; what was done stays done.</param>
    /// <inheritdoc cref="JobOperations.AddToQueueAsync"/>
    public Task<OperationResult> RetryAllAsync(
        JobFilter? filter = null, OperationOptions? options = null, CancellationToken cancellationToken = default) =>
        _operations.RetryAsync(Where(filter), options: options, cancellationToken: cancellationToken);

    /// <summary>Puts entries into their queues as they are; malformed ones are refused and stay.</summary>
    /// <inheritdoc cref="RetryAllAsync"/>
    public Task<OperationResult> AddToQueueAllAsync(
        JobFilter? filter = null, OperationOptions? options = null, CancellationToken cancellationToken = default) =>
        _operations.AddToQueueAsync(Where(filter), options, cancellationToken);

    /// <summary>Moves entries to the dead set, malformed ones too.</summary>
    /// <inheritdoc cref="RetryAllAsync"/>
    public Task<OperationResult> KillAllAsync(
        JobFilter? filter = null, OperationOptions? options = null, CancellationToken cancellationToken = default) =>
        _operations.KillAsync(Where(filter), options, cancellationToken);

    /// <summary>Removes entries for good, malformed ones too. To remove all, <see cref="ClearAsync"/> is faster.</summary>
    /// <inheritdoc cref="RetryAllAsync"/>
    public Task<OperationResult> DeleteAllAsync(
        JobFilter? filter = null, OperationOptions? options = null, CancellationToken cancellationToken = default) =>
        _operations.DeleteAsync(Where(filter), options, cancellationToken);

    /// <summary>Puts a job into the set.</summary>
    /// <returns>Whether no job of these bytes was there; else that one has the new score now.</returns>
    private protected async Task<bool> AddAsync(double score, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken) =>
        ReceiptReply.Count(await new ReceiptRunner(_connection).RunAsync(
            "JobSets/add", [Key], [ScoreText.Of(score), payload], cancellationToken).ConfigureAwait(false)) > 0;

    private JobSelection Where(JobFilter? filter) => JobSelection.Where(JobSources.Of(Source), filter ?? JobFilter.All);
}
