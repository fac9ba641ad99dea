using System.Globalization;
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
    private const string Void = "-VOID ";

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
        using var call = connection.Acts.Begin();
        var settled = await SettleAsync(() => CallAsync(text, call.Id, keys, arguments), cancellationToken)
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
    /// <exception cref="VoidedCallException">Somebody gave the call up before it came; nothing was changed.</exception>
    /// <exception cref="SidekiqClusterException">The script refused; nothing was changed.</exception>
    public async Task<string> CallAsync(string text, Guid receipt, RedisKey[] keys, RedisValue[] arguments)
    {
        var told = await EvaluateAsync(text, receipt, keys, arguments).ConfigureAwait(false);
        return IsVoid(told) ? throw new VoidedCallException(connection.Shard)
            : told.StartsWith(Refusal, StringComparison.Ordinal) ? throw connection.Refused(told[Refusal.Length..], keys[0])
            : told;
    }

    /// <summary>
    /// What a part of an act goes by that a repetition must go by as well, such as the present: what was noted first
    /// within the receipts' ten minutes. Without an act, which nobody repeats, just what is given. One round trip.
    /// </summary>
    /// <param name="receipt">The name of this note.</param>
    /// <param name="note">What to go by the first time; not empty.</param>
    /// <param name="cancellationToken">Ends the waiting for a server that does not answer.</param>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused; only the note may be there.</exception>
    public async Task<string> NoteAsync(Guid receipt, string note, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!connection.Acts.IsAct)
        {
            return note;
        }

        var settled = await SettleAsync(() => LeaveAsync(receipt, note), cancellationToken).ConfigureAwait(false);
        return settled.Value ?? throw settled.Error!;
    }

    /// <summary>The same as a call of its own.</summary>
    /// <inheritdoc cref="NoteAsync(Guid, string, CancellationToken)"/>
    public async Task<string> NoteAsync(string note, CancellationToken cancellationToken)
    {
        using var call = connection.Acts.Begin();
        return await NoteAsync(call.Id, note, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The present; in an act, that of its first time.</summary>
    /// <inheritdoc cref="NoteAsync(Guid, string, CancellationToken)" path="/exception"/>
    public async Task<DateTimeOffset> NotePresentAsync(CancellationToken cancellationToken)
    {
        var note = connection.Clock.GetUtcNow().UtcTicks.ToString(CultureInfo.InvariantCulture);
        var ticks = await NoteAsync(note, cancellationToken).ConfigureAwait(false);
        return new DateTimeOffset(long.Parse(ticks, CultureInfo.InvariantCulture), TimeSpan.Zero);
    }

    /// <summary>
    /// Learns what a call of somebody else has replied, or gives it up: then it has changed nothing, and when it comes after
    /// all, it changes nothing either.
    /// </summary>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    public async Task<LostCall> GiveUpAsync(Guid receipt, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var note = $"{Void}{Guid.NewGuid():N}";
        var settled = await SettleAsync(() => LeaveAsync(receipt, note), cancellationToken).ConfigureAwait(false);
        var told = settled.Value ?? throw settled.Error!;
        return IsVoid(told) ? new LostCall(null, IsFirst: told == note) : new LostCall(told, IsFirst: false);
    }

    /// <summary>Repeats a call, each time with its one receipt, until it is settled.</summary>
    public async Task<Settled<T>> SettleAsync<T>(Func<Task<T>> callAsync, CancellationToken cancellationToken)
    {
        var patience = new Patience(connection.Clock);
        var mayBeDone = false;

        for (var pause = FirstPause; ; pause = TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, LongestPause.Ticks)))
        {
            SidekiqClusterException error;
            try
            {
                return new Settled<T>(await callAsync().ConfigureAwait(false), null, MayBeDone: true);
            }
            catch (VoidedCallException voided)
            {
                return new Settled<T>(default, voided, MayBeDone: false);
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

    private static bool IsVoid(string told) => told.StartsWith(Void, StringComparison.Ordinal);

    private Task<string> LeaveAsync(Guid receipt, string note) =>
        EvaluateAsync(connection.Scripts(ReceiptScript.Note), receipt, [], [note]);

    private async Task<string> EvaluateAsync(string text, Guid receipt, RedisKey[] keys, RedisValue[] arguments)
    {
        var reply = await connection.EvaluateAsync(
            text,
            [connection.Keys.Receipt(receipt), .. keys],
            [(long)ReceiptLifetime.TotalSeconds, .. arguments]).ConfigureAwait(false);
        return (string?)reply ?? string.Empty;
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
