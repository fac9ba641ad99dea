namespace SidekiqCluster;

/// <summary>The deploys that somebody marked (Sidekiq 6.5.2 and newer). Sidekiq keeps them for 90 days.</summary>
public interface IDeployMarks
{
    /// <summary>
    /// Reads the marks of one UTC day, newest first. A mark whose time cannot be read has no place in that order and is
    /// left out. One round trip.
    /// </summary>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    Task<IReadOnlyList<DeployMark>> GetMarksAsync(DateOnly day, CancellationToken cancellationToken = default);

    /// <summary>
    /// Marks a deploy in the minute of its time, UTC. Many may mark the same deploy: within a minute of real time only the
    /// first of a label does. A minute has room for one mark. One round trip.
    /// </summary>
    /// <param name="label">What to show beside it, such as a commit.</param>
    /// <param name="at">When it was deployed; null for now.</param>
    /// <param name="cancellationToken">Gives up before anything is sent.</param>
    /// <exception cref="ArgumentException">The label is null or empty.</exception>
    /// <exception cref="OutcomeUnknownException">The reply was lost for good; marking again is harmless.</exception>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused; nothing was changed.</exception>
    Task<DeployMarkOutcome> MarkAsync(
        string label, DateTimeOffset? at = null, CancellationToken cancellationToken = default);
}
