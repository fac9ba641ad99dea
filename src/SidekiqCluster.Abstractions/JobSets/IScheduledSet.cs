namespace SidekiqCluster;

/// <summary>The jobs that wait for a later time; the score is when they are due.</summary>
public interface IScheduledSet : IJobSet
{
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
    Task<bool> ScheduleAsync(
        DateTimeOffset at, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken = default);
}
