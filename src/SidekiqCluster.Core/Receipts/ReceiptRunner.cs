using SidekiqCluster.Redis;
using StackExchange.Redis;

namespace SidekiqCluster.Receipts;

/// <summary>
/// Carries one call of a script to its end although replies get lost: it repeats the call with the same receipt,
/// which is harmless, until the receipt has told what was done or the patience is over.
/// </summary>
internal sealed class ReceiptRunner(ShardConnection connection)
{
    private const string Refusal = "-";

    private static readonly TimeSpan ReceiptLifetime = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Runs a script until its reply is known. It is not cancelled half-way: a call that was sent is followed up, as
    /// otherwise nobody could say what it did. The token ends the waiting for a server that does not come back.
    /// </summary>
    /// <param name="script">The script's name.</param>
    /// <param name="keys">Its keys without the receipt, at least one; errors name the first.</param>
    /// <param name="arguments">Its arguments without the receipt's.</param>
    /// <param name="cancellationToken">Cancelled before anything is sent, it is as if nobody had called.</param>
    /// <exception cref="OutcomeUnknownException">The script may have run, and nobody could tell.</exception>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused; nothing was changed.</exception>
    public async Task<string> RunAsync(
        string script, RedisKey[] keys, RedisValue[] arguments, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var text = connection.Scripts(script);
        var settled = await SettleAsync(receipt => CallAsync(text, receipt, keys, arguments), cancellationToken)
            .ConfigureAwait(false);
        return settled switch
        {
            { Value.Length: > 0 } => settled.Value,
            { Error: { } error, MayBeDone: false } => throw error,
            _ => throw connection.OutcomeUnknown(settled.Error),
        };
    }

    /// <summary>
    /// Calls a script once. The reply is empty when an earlier call with this receipt was ended by the server.
    /// </summary>
    /// <exception cref="ShardUnreachableException">The reply was lost: repeat the call.</exception>
    /// <exception cref="SidekiqClusterException">The script refused; nothing was changed.</exception>
    public async Task<string> CallAsync(string text, Guid receipt, RedisKey[] keys, RedisValue[] arguments)
    {
        var reply = await connection.EvaluateAsync(
            text,
            [connection.Keys.Receipt(receipt), .. keys],
            [(long)ReceiptLifetime.TotalSeconds, .. arguments]).ConfigureAwait(false);
        var told = (string?)reply ?? string.Empty;
        return told.StartsWith(Refusal, StringComparison.Ordinal)
            ? throw connection.Refused(told[Refusal.Length..], keys[0])
            : told;
    }

    /// <summary>Repeats a call with one receipt until it is settled.</summary>
    public async Task<Settled<T>> SettleAsync<T>(Func<Guid, Task<T>> callAsync, CancellationToken cancellationToken)
    {
        var receipt = Guid.NewGuid();
        var patience = new Patience(connection.Clock);
        var mayBeDone = false;

        for (var pause = FirstPause; ; pause = TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, LongestPause.Ticks)))
        {
            SidekiqClusterException error;
            try
            {
                return new Settled<T>(await callAsync(receipt).ConfigureAwait(false), null, MayBeDone: true);
            }
            catch (ShardUnreachableException lost)
            {
                mayBeDone |= WasPerhapsSent(lost);
                error = lost;
            }
            catch (SidekiqClusterException refused)
            {
                error = refused;
            }

            if (patience.IsOver(pause) || cancellationToken.IsCancellationRequested || !await IsPassingAsync(error).ConfigureAwait(false))
            {
                return new Settled<T>(default, error, mayBeDone);
            }

            await Task.Delay(pause, connection.Clock, cancellationToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (patience.IsOver(TimeSpan.Zero))
            {
                return new Settled<T>(default, error, mayBeDone);
            }
        }
    }

    // A script that is refused has changed nothing, but an earlier call whose reply was lost may have.
    private async Task<bool> IsPassingAsync(SidekiqClusterException error) =>
        error is ShardUnreachableException
        || (RedisErrors.IsReadOnly(error) && await connection.FindMasterAsync().ConfigureAwait(false));

    // A server that is loading or busy answers without running anything; without a connection nothing leaves.
    private static bool WasPerhapsSent(ShardUnreachableException lost) => lost.InnerException is not (
        RedisServerException
        or RedisConnectionException { FailureType: ConnectionFailureType.UnableToResolvePhysicalConnection });
}
