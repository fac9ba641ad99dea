using SidekiqCluster.Operations;
using SidekiqCluster.Payloads;
using SidekiqCluster.Receipts;
using SidekiqCluster.Redis;

namespace SidekiqCluster;

/// <summary>The sorted set of jobs that wait.</summary>
internal sealed class ScheduledSet : JobSet, IScheduledSet
{
    private readonly ShardConnection _connection;

    internal ScheduledSet(ShardConnection connection, JobOperations operations)
        : base(connection, operations, JobSource.Scheduled) => _connection = connection;

    /// <inheritdoc/>
    public async Task<bool> ScheduleAsync(
        DateTimeOffset at, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken = default)
    {
        if (at < await new ReceiptRunner(_connection).NotePresentAsync(cancellationToken).ConfigureAwait(false))
        {
            throw new ArgumentOutOfRangeException(nameof(at), at, "The time is in the past; push the job instead.");
        }

        if (JobAct.WhyNotRunnable(new JobRecord(string.Empty, Source, payload)) is { } reason)
        {
            throw new ArgumentException($"The job is {reason}.", nameof(payload));
        }

        return await AddAsync(EpochTime.ToSeconds(at), PayloadSplice.Without(payload, "at"u8), cancellationToken).ConfigureAwait(false);
    }
}
