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

    /// <summary>Puts a job into the set.</summary>
    /// <returns>Whether no job of these bytes was there; else that one has the new score now.</returns>
    private protected async Task<bool> AddAsync(double score, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken) =>
        ReceiptReply.Count(await _connection.Sources.ChangeAsync(Source, () => new ReceiptRunner(_connection).RunAsync(
            "JobSets/add", [Key], [ScoreText.Of(score), payload], cancellationToken)).ConfigureAwait(false)) > 0;
}
