using System.Text.Json;
using SidekiqCluster.Processes;
using SidekiqCluster.Receipts;
using SidekiqCluster.Redis;
using StackExchange.Redis;

namespace SidekiqCluster;

/// <content>Signals to processes, waiting for what they do, and clearing away the dead.</content>
internal sealed partial class ProcessSet
{
    private const string QuietSignal = "TSTP";
    private const string StopSignal = "TERM";
    private const string DumpSignal = "TTIN";

    private static readonly TimeSpan SignalLifetime = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan PruningPause = TimeSpan.FromSeconds(60);

    /// <inheritdoc/>
    public Task<ProcessSignalOutcome> QuietAsync(string identity, CancellationToken cancellationToken = default) =>
        SignalAsync(identity, QuietSignal, cancellationToken);

    /// <inheritdoc/>
    public Task<ProcessSignalOutcome> StopAsync(string identity, CancellationToken cancellationToken = default) =>
        SignalAsync(identity, StopSignal, cancellationToken);

    /// <inheritdoc/>
    public Task<ProcessSignalOutcome> DumpThreadsAsync(string identity, CancellationToken cancellationToken = default) =>
        SignalAsync(identity, DumpSignal, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ProcessSignal>> QuietAllAsync(CancellationToken cancellationToken = default) =>
        SignalAllAsync(QuietSignal, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ProcessSignal>> StopAllAsync(CancellationToken cancellationToken = default) =>
        SignalAllAsync(StopSignal, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ProcessSignal>> DumpThreadsAllAsync(CancellationToken cancellationToken = default) =>
        SignalAllAsync(DumpSignal, cancellationToken);

    /// <inheritdoc/>
    public async Task<long> PruneAsync(CancellationToken cancellationToken = default)
    {
        var members = await _connection.ReadMembersAsync(Keys.Processes, cancellationToken).ConfigureAwait(false);
        var living = await _connection.ReadEachAsync(
            members,
            member => Keys.Process((string)member!),
            (database, flags, member) => IsAliveAsync(database, flags, Keys.Process((string)member!)),
            cancellationToken).ConfigureAwait(false);
        RedisValue[] dead = [.. members.Zip(living).Where(process => !process.Second).Select(process => process.First)];
        try
        {
            return ReceiptReply.Count(await new ReceiptRunner(_connection).RunAsync(
                "Processes/prune",
                [Keys.ProcessCleanup, Keys.Processes, .. dead.Select(member => Keys.Process((string)member!))],
                [(long)PruningPause.TotalSeconds, .. dead],
                cancellationToken).ConfigureAwait(false));
        }
        finally
        {
            _connection.Sources.Changed(JobSource.Work);
        }
    }

    /// <inheritdoc/>
    public Task<bool> WaitUntilQuietAsync(
        string identity, TimeSpan timeout, CancellationToken cancellationToken = default) =>
        this.WaitUntilAsync(identity, ProcessWait.IsQuiet, timeout, _connection.Clock, cancellationToken);

    /// <inheritdoc/>
    public Task<bool> WaitUntilGoneAsync(
        string identity, TimeSpan timeout, CancellationToken cancellationToken = default) =>
        this.WaitUntilAsync(identity, ProcessWait.IsGone, timeout, _connection.Clock, cancellationToken);

    private static async Task<bool> IsAliveAsync(IDatabase database, CommandFlags flags, RedisKey key) =>
        !(await database.HashGetAsync(key, "info", flags).ConfigureAwait(false)).IsNull;

    private async Task<ProcessSignalOutcome> SignalAsync(string identity, string signal, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(identity);
        var reply = await new ReceiptRunner(_connection).RunAsync(
            "Processes/signal",
            [Keys.Processes, Keys.Process(identity), Keys.Signals(identity)],
            [identity, signal, (long)SignalLifetime.TotalSeconds],
            cancellationToken).ConfigureAwait(false);
        return reply switch
        {
            "sent" => ProcessSignalOutcome.Sent,
            "already" => ProcessSignalOutcome.AlreadySignalled,
            "embedded" => ProcessSignalOutcome.Embedded,
            _ => ProcessSignalOutcome.NotAlive,
        };
    }

    private async Task<IReadOnlyList<ProcessSignal>> SignalAllAsync(string signal, CancellationToken cancellationToken)
    {
        var signals = new List<ProcessSignal>();
        var living = (await ListAsync(cancellationToken).ConfigureAwait(false)).Select(static process => process.Identity);

        // A repetition of an act must tell the same ones.
        var identities = JsonSerializer.Deserialize<string[]>(
            await new ReceiptRunner(_connection).NoteAsync(JsonSerializer.Serialize(living), cancellationToken).ConfigureAwait(false))!;
        foreach (var identity in identities)
        {
            try
            {
                signals.Add(new ProcessSignal(
                    identity, await SignalAsync(identity, signal, cancellationToken).ConfigureAwait(false)));
            }
            catch (OutcomeUnknownException lost)
            {
                signals.Add(new ProcessSignal(identity, ProcessSignalOutcome.Unknown, lost.Message));
            }
            catch (SidekiqClusterException refused)
            {
                signals.Add(new ProcessSignal(identity, ProcessSignalOutcome.Failed, refused.Message));
            }
        }

        return signals;
    }
}
