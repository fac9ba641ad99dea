using SidekiqCluster.Receipts;
using SidekiqCluster.Redis;
using StackExchange.Redis;

namespace SidekiqCluster;

/// <content>Signals to processes, waiting for what they do, and clearing away the dead.</content>
public sealed partial class ProcessSet
{
    private const string QuietSignal = "TSTP";
    private const string StopSignal = "TERM";
    private const string DumpSignal = "TTIN";

    private static readonly TimeSpan SignalLifetime = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan PruningPause = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Tells a process to take no more jobs. It looks for signals once per heartbeat and takes one at a time; a signal
    /// that it does not take within a minute is lost. One round trip.
    /// </summary>
    /// <param name="identity">The process.</param>
    /// <param name="cancellationToken">Gives up before anything is sent.</param>
    /// <exception cref="OutcomeUnknownException">The reply was lost for good; signalling again is harmless.</exception>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused; nothing was sent.</exception>
    public Task<ProcessSignalOutcome> QuietAsync(string identity, CancellationToken cancellationToken = default) =>
        SignalAsync(identity, QuietSignal, cancellationToken);

    /// <summary>Tells a process to stop: to finish its jobs within its time limit, and give back the rest.</summary>
    /// <inheritdoc cref="QuietAsync"/>
    public Task<ProcessSignalOutcome> StopAsync(string identity, CancellationToken cancellationToken = default) =>
        SignalAsync(identity, StopSignal, cancellationToken);

    /// <summary>Tells a process to write the backtraces of its threads to its log.</summary>
    /// <inheritdoc cref="QuietAsync"/>
    public Task<ProcessSignalOutcome> DumpThreadsAsync(string identity, CancellationToken cancellationToken = default) =>
        SignalAsync(identity, DumpSignal, cancellationToken);

    /// <summary>
    /// Tells every living process to take no more jobs, one after the other; by identity. One that cannot be told does
    /// not keep the others from being told.
    /// </summary>
    /// <exception cref="SidekiqClusterException">The processes could not be read; nothing was sent.</exception>
    public Task<IReadOnlyList<ProcessSignal>> QuietAllAsync(CancellationToken cancellationToken = default) =>
        SignalAllAsync(QuietSignal, cancellationToken);

    /// <summary>Tells every living process to stop.</summary>
    /// <inheritdoc cref="QuietAllAsync"/>
    public Task<IReadOnlyList<ProcessSignal>> StopAllAsync(CancellationToken cancellationToken = default) =>
        SignalAllAsync(StopSignal, cancellationToken);

    /// <summary>Tells every living process to write the backtraces of its threads to its log.</summary>
    /// <inheritdoc cref="QuietAllAsync"/>
    public Task<IReadOnlyList<ProcessSignal>> DumpThreadsAllAsync(CancellationToken cancellationToken = default) =>
        SignalAllAsync(DumpSignal, cancellationToken);

    /// <summary>
    /// Takes processes off the list whose record has expired, unless somebody has done so within the last minute, as
    /// Sidekiq 6.5.2 and newer do by themselves. Two round trips and one for every 500 processes.
    /// </summary>
    /// <returns>How many were taken off; 0 when somebody else has just done so.</returns>
    /// <exception cref="OutcomeUnknownException">The reply was lost for good.</exception>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused; nothing was changed.</exception>
    public async Task<long> PruneAsync(CancellationToken cancellationToken = default)
    {
        var members = await _connection.ReadMembersAsync(Keys.Processes, cancellationToken).ConfigureAwait(false);
        var living = await _connection.ReadEachAsync(
            members,
            member => Keys.Process((string)member!),
            (database, flags, member) => IsAliveAsync(database, flags, Keys.Process((string)member!)),
            cancellationToken).ConfigureAwait(false);
        RedisValue[] dead = [.. members.Zip(living).Where(process => !process.Second).Select(process => process.First)];
        return ReceiptReply.Count(await new ReceiptRunner(_connection).RunAsync(
            "Processes/prune",
            [Keys.ProcessCleanup, Keys.Processes, .. dead.Select(member => Keys.Process((string)member!))],
            [(long)PruningPause.TotalSeconds, .. dead],
            cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Waits until a process has become quiet or is gone; asks once a second.</summary>
    /// <param name="identity">The process.</param>
    /// <param name="timeout">How long to wait at most; zero to ask once.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>Whether it takes no more jobs; false when the time was over first.</returns>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    public Task<bool> WaitUntilQuietAsync(
        string identity, TimeSpan timeout, CancellationToken cancellationToken = default) =>
        WaitUntilAsync(identity, static process => process?.IsQuiet ?? true, timeout, cancellationToken);

    /// <summary>Waits until a process is gone: it has signed off, or its record has expired. Asks once a second.</summary>
    /// <inheritdoc cref="WaitUntilQuietAsync"/>
    /// <returns>Whether it is gone; false when the time was over first.</returns>
    public Task<bool> WaitUntilGoneAsync(
        string identity, TimeSpan timeout, CancellationToken cancellationToken = default) =>
        WaitUntilAsync(identity, static process => process is null, timeout, cancellationToken);

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
        foreach (var process in await ListAsync(cancellationToken).ConfigureAwait(false))
        {
            try
            {
                signals.Add(new ProcessSignal(
                    process.Identity, await SignalAsync(process.Identity, signal, cancellationToken).ConfigureAwait(false)));
            }
            catch (OutcomeUnknownException lost)
            {
                signals.Add(new ProcessSignal(process.Identity, ProcessSignalOutcome.Unknown, lost.Message));
            }
            catch (SidekiqClusterException refused)
            {
                signals.Add(new ProcessSignal(process.Identity, ProcessSignalOutcome.Failed, refused.Message));
            }
        }

        return signals;
    }

    private async Task<bool> WaitUntilAsync(
        string identity, Predicate<SidekiqProcess?> isSo, TimeSpan timeout, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(timeout, TimeSpan.Zero);
        var start = _connection.Clock.GetTimestamp();
        while (!isSo(await GetAsync(identity, cancellationToken).ConfigureAwait(false)))
        {
            var left = timeout - _connection.Clock.GetElapsedTime(start);
            if (left <= TimeSpan.Zero)
            {
                return false;
            }

            await Task.Delay(left < PollInterval ? left : PollInterval, _connection.Clock, cancellationToken).ConfigureAwait(false);
        }

        return true;
    }
}
