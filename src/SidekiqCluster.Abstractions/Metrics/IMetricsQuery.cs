namespace SidekiqCluster;

/// <summary>
/// What each job class did lately, as Sidekiq 7 and 8 count it (6.5.2 to 6.5 as a beta). Counters of both key formats are
/// summed, so a shard in the middle of an upgrade answers whole. All times are UTC. Sidekiq counts when a process reports,
/// so an execution may stand in the minute after the one it ended in.
/// </summary>
public interface IMetricsQuery
{
    /// <summary>
    /// Reads all job classes of a window, most time spent first, without histograms. Two commands per minute or one per
    /// ten minutes, each transferring all classes; one round trip per 60 buckets.
    /// </summary>
    /// <param name="window">How far back; the default value is the last 60 minutes.</param>
    /// <param name="classGlob">
    /// Only classes that fit: <c>*</c> stands for any run of characters, <c>?</c> for one, a backslash takes the next
    /// character as it is; case-sensitive, as in filters. Null for all.
    /// </param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    Task<MetricsReport> GetTopJobsAsync(
        MetricsWindow window = default, string? classGlob = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Reads one job class of a window, with histograms when the window counts minutes. A class that did nothing is
    /// reported with zeros. Four commands per minute or one per ten minutes; one round trip per 500 commands.
    /// </summary>
    /// <param name="jobClass">The class, exactly; the wrapped one of Active Job.</param>
    /// <param name="window">How far back; the default value is the last 60 minutes.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    Task<MetricsReport> GetJobAsync(
        string jobClass, MetricsWindow window = default, CancellationToken cancellationToken = default);
}
