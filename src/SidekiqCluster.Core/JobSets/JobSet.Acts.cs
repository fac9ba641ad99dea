using SidekiqCluster.Operations;
using SidekiqCluster.Queries;
using SidekiqCluster.Receipts;
using SidekiqCluster.Redis;

namespace SidekiqCluster;

/// <content>What changes the set. Each act is one script, settled by its receipt when a reply is lost.</content>
internal abstract partial class JobSet
{
    /// <inheritdoc/>
    public async Task<long> ClearAsync(CancellationToken cancellationToken = default) => ReceiptReply.Count(
        await _connection.Sources.ChangeAsync(Source, () => new ReceiptRunner(_connection).RunAsync(
            "JobSets/clear", [Key], [], cancellationToken)).ConfigureAwait(false));

    /// <inheritdoc/>
    public Task<bool> DeleteAsync(SortedEntry entry, CancellationToken cancellationToken = default) =>
        _operations.DeleteOneAsync(_connection.Shard, entry, Source, cancellationToken);

    /// <inheritdoc/>
    public async Task<bool> DeleteAsync(double score, string jid, CancellationToken cancellationToken = default)
    {
        const string None = "(none)";
        ArgumentNullException.ThrowIfNull(jid);
        var found = await FetchAsync(score, jid, cancellationToken).ConfigureAwait(false) is [var entry, ..]
            ? Convert.ToBase64String(entry.Raw.Span)
            : None;

        // A repetition of an act finds it gone, or another one.
        var chosen = await new ReceiptRunner(_connection).NoteAsync(found, cancellationToken).ConfigureAwait(false);
        return chosen != None
            && await DeleteAsync(new SortedEntry(_connection.Shard, Source, Convert.FromBase64String(chosen), score), cancellationToken)
                .ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task<bool> RescheduleAsync(SortedEntry entry, DateTimeOffset at, CancellationToken cancellationToken = default) =>
        _operations.RescheduleOneAsync(_connection.Shard, entry, Source, at, cancellationToken);

    /// <inheritdoc/>
    public Task<OperationResult> AddToQueueAsync(SortedEntry entry, CancellationToken cancellationToken = default) =>
        _operations.AddToQueueAsync(JobSelection.Of(entry), cancellationToken: cancellationToken);

    /// <inheritdoc/>
    public Task<OperationResult> RetryAsync(SortedEntry entry, CancellationToken cancellationToken = default) =>
        _operations.RetryAsync(JobSelection.Of(entry), cancellationToken: cancellationToken);

    /// <inheritdoc/>
    public Task<OperationResult> KillAsync(SortedEntry entry, CancellationToken cancellationToken = default) =>
        _operations.KillAsync(JobSelection.Of(entry), cancellationToken: cancellationToken);

    /// <inheritdoc/>
    public Task<OperationResult> RetryAllAsync(
        JobFilter? filter = null, OperationOptions? options = null, CancellationToken cancellationToken = default) =>
        _operations.RetryAsync(Where(filter), options: options, cancellationToken: cancellationToken);

    /// <inheritdoc/>
    public Task<OperationResult> AddToQueueAllAsync(
        JobFilter? filter = null, OperationOptions? options = null, CancellationToken cancellationToken = default) =>
        _operations.AddToQueueAsync(Where(filter), options, cancellationToken);

    /// <inheritdoc/>
    public Task<OperationResult> KillAllAsync(
        JobFilter? filter = null, OperationOptions? options = null, CancellationToken cancellationToken = default) =>
        _operations.KillAsync(Where(filter), options, cancellationToken);

    /// <inheritdoc/>
    public Task<OperationResult> DeleteAllAsync(
        JobFilter? filter = null, OperationOptions? options = null, CancellationToken cancellationToken = default) =>
        _operations.DeleteAsync(Where(filter), options, cancellationToken);

    /// <summary>Puts a job into the set.</summary>
    /// <returns>Whether no job of these bytes was there; else that one has the new score now.</returns>
    private protected async Task<bool> AddAsync(double score, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken) =>
        ReceiptReply.Count(await _connection.Sources.ChangeAsync(Source, () => new ReceiptRunner(_connection).RunAsync(
            "JobSets/add", [Key], [ScoreText.Of(score), payload], cancellationToken)).ConfigureAwait(false)) > 0;

    private JobSelection Where(JobFilter? filter) => JobSelection.Where(JobSources.Of(Source), filter ?? JobFilter.All);
}
