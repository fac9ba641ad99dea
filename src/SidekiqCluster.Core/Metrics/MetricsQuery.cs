using SidekiqCluster.Redis;

namespace SidekiqCluster;

/// <summary>
/// What each job class did lately, as Sidekiq 7 and 8 count it (6.5.2 to 6.5 as a beta). Counters of both key formats are
/// summed, so a shard in the middle of an upgrade answers whole. All times are UTC.
/// </summary>
public sealed class MetricsQuery
{
    private readonly ShardConnection _connection;

    internal MetricsQuery(ShardConnection connection) => _connection = connection;

    /// <summary>
    /// Reads all job classes of a window, most time spent first, without histograms. Two commands per minute, one per ten
    /// minutes, pipelined in bounded chunks.
    /// </summary>
    /// <param name="window">How far back; the default value is the last 60 minutes.</param>
    /// <param name="classGlob">
    /// Only classes that match: <c>*</c> is any text and <c>?</c> any character, case-sensitive, as in filters. Null for all.
    /// </param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    public Task<MetricsReport> GetTopJobsAsync(
        MetricsWindow window = default, string? classGlob = null, CancellationToken cancellationToken = default) =>
        throw new NotImplementedException(_connection.Shard);

    /// <summary>
    /// Reads one job class of a window, with histograms when the window counts minutes. A class that did nothing is
    /// reported with zeros. Four commands per minute, one per ten minutes, pipelined in bounded chunks.
    /// </summary>
    /// <param name="jobClass">The class, exactly.</param>
    /// <param name="window">How far back; the default value is the last 60 minutes.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    public Task<MetricsReport> GetJobAsync(
        string jobClass, MetricsWindow window = default, CancellationToken cancellationToken = default) =>
        throw new NotImplementedException(_connection.Shard);
}
