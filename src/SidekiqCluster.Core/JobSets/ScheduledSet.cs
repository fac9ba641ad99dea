using SidekiqCluster.Operations;
using SidekiqCluster.Payloads;
using SidekiqCluster.Redis;

namespace SidekiqCluster;

/// <summary>The jobs that wait for a later time; the score is when they are due.</summary>
public sealed class ScheduledSet : JobSet
{
    private readonly TimeProvider _clock;

    internal ScheduledSet(ShardConnection connection, JobOperations operations)
        : base(connection, operations, JobSource.Scheduled) => _clock = connection.Clock;

    /// <summary>
    /// Puts a job into the set, its bytes as they are but for <c>at</c>, which Sidekiq never stores. One round trip.
    /// </summary>
    /// <param name="at">When it is due; not in the past.</param>
    /// <param name="payload">A JSON object with a class and an array of arguments.</param>
    /// <param name="cancellationToken">Gives up before anything is sent.</param>
    /// <returns>Whether no job of these bytes was there; else that one is due at the new time now.</returns>
    /// <exception cref="ArgumentException">The payload is no job that Sidekiq could run, or the time is in the past.</exception>
    /// <exception cref="OutcomeUnknownException">The reply was lost for good.</exception>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused; nothing was changed.</exception>
    public Task<bool> ScheduleAsync(
        DateTimeOffset at, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken = default)
    {
        if (at < _clock.GetUtcNow())
        {
            throw new ArgumentOutOfRangeException(nameof(at), at, "The time is in the past; push the job instead.");
        }

        if (JobAct.WhyNotRunnable(new JobRecord(string.Empty, Source, payload)) is { } reason)
        {
            throw new ArgumentException($"The job is {reason}.", nameof(payload));
        }

        return AddAsync(EpochTime.ToSeconds(at), PayloadSplice.Without(payload, "at"u8), cancellationToken);
    }
}
