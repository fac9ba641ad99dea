using SidekiqCluster.Processes;
using SidekiqCluster.Queues;
using SidekiqCluster.Redis;
using StackExchange.Redis;

namespace SidekiqCluster.Pulses;

/// <summary>
/// Reads a shard's <see cref="Pulse"/>: one round trip for up to 500 queues and 500 processes when there is none that was
/// not there last time, else two. For one caller at a time.
/// </summary>
/// <param name="connection">The shard.</param>
internal sealed class PulseReader(ShardConnection connection)
{
    private readonly ForeseenReads<Task<RedisValue[]>> _processes = ProcessReading.Hashes(connection);
    private readonly ForeseenReads<QueueReply> _queues = new(
        connection,
        connection.Keys.Queues,
        (name, cancellationToken) => QueueReply.Ask(connection, QueueName.Registered((byte[])name!), cancellationToken),
        static reply => reply.Settled);

    /// <summary>Reads it now.</summary>
    /// <exception cref="ShardUnreachableException">The shard did not answer.</exception>
    public async Task<Pulse> ReadAsync(CancellationToken cancellationToken)
    {
        var capturedAt = connection.Clock.GetUtcNow();
        var totals = new StatsReader(connection).GetAsync(includeSlowHalf: false, cancellationToken);
        var queues = new QueueReading(
            AskQueuesAsync(cancellationToken), QueueReading.ReadPausedAsync(connection, cancellationToken));
        var processes = ProcessReading.Ask(connection, _processes, cancellationToken);
        var count = CountAsync(processes);
        var pulse = new Pulse
        {
            CapturedAt = capturedAt,
            FastStats = totals,
            Stats = StatsReader.JoinAsync(totals, queues.CountAsync(), processes.GetHeartbeatsAsync()),
            QueueNames = queues.ListAsync(),
            QueueSizes = queues.GetSizesAsync(),
            Queues = queues.GetSummariesAsync(),
            Processes = processes.ListAsync(),
            ProcessSummary = processes.GetSummaryAsync(),
            ProcessCount = count,
            Leader = processes.Leader,
        };
        await Task.WhenAll(pulse.Parts).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        // A refusal is an answer, silence is none.
        var silent = pulse.Parts.FirstOrDefault(
            static part => part.IsCanceled || part.Exception?.InnerException is ShardUnreachableException);
        await (silent ?? Task.CompletedTask).ConfigureAwait(false);
        return pulse;
    }

    private static async Task<long> CountAsync(ProcessReading processes) =>
        (await processes.GetHeartbeatsAsync().ConfigureAwait(false)).Living;

    private async Task<IReadOnlyList<QueueReply>> AskQueuesAsync(CancellationToken cancellationToken) =>
        [.. (await _queues.ReadAsync(cancellationToken).ConfigureAwait(false)).Select(static queue => queue.Value)];
}
