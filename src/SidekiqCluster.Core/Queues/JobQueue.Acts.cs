using SidekiqCluster.Queries;
using SidekiqCluster.Queues;
using SidekiqCluster.Receipts;

namespace SidekiqCluster;

/// <content>What changes the queue. Each act is one script, settled by its receipt when a reply is lost.</content>
internal sealed partial class JobQueue
{
    /// <inheritdoc/>
    public async Task<long> ClearAsync(CancellationToken cancellationToken = default) => ReceiptReply.Count(
        await _connection.Sources.ChangeAsync(Source, () => new ReceiptRunner(_connection).RunAsync(
            "Queues/clear", [Key, _connection.Keys.Queues], [Name], cancellationToken)).ConfigureAwait(false));

    /// <inheritdoc/>
    public async Task<bool> PauseAsync(CancellationToken cancellationToken = default)
    {
        QueueNames.ThrowIfForbidden(Name, nameof(Name));
        return await SetPausedAsync("SADD", cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task<bool> UnpauseAsync(CancellationToken cancellationToken = default) => SetPausedAsync("SREM", cancellationToken);

    private async Task<bool> SetPausedAsync(string command, CancellationToken cancellationToken) => ReceiptReply.Count(
        await new ReceiptRunner(_connection).RunAsync(
            "Queues/pause", [_connection.Keys.Paused], [Name, command], cancellationToken).ConfigureAwait(false)) > 0;
}
