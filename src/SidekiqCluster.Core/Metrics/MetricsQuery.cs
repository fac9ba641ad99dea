using SidekiqCluster.Metrics;
using SidekiqCluster.Redis;
using StackExchange.Redis;

namespace SidekiqCluster;

/// <summary>
/// What each job class did lately, as Sidekiq 7 and 8 count it (6.5.2 to 6.5 as a beta). Counters of both key formats are
/// summed, so a shard in the middle of an upgrade answers whole. All times are UTC. Sidekiq counts when a process reports,
/// so an execution may stand in the minute after the one it ended in.
/// </summary>
public sealed class MetricsQuery
{
    // Bounds what is held of hashes that name every job class.
    private const int BucketsAtOnce = 60;

    private readonly ShardConnection _connection;

    internal MetricsQuery(ShardConnection connection) => _connection = connection;

    private RedisKeys Keys => _connection.Keys;

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
    public async Task<MetricsReport> GetTopJobsAsync(
        MetricsWindow window = default, string? classGlob = null, CancellationToken cancellationToken = default)
    {
        var buckets = MetricsBuckets.Of(window, _connection.Clock.GetUtcNow());
        var jobs = new TopJobs(classGlob);
        foreach (var chunk in buckets.Starts.Chunk(BucketsAtOnce))
        {
            await ReadAsync(
                CounterKeys(window, chunk),
                static (database, flags, key) => database.HashGetAllAsync(key, flags),
                jobs.Add,
                cancellationToken).ConfigureAwait(false);
        }

        return await ReportAsync(window, buckets, jobs.Build(), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Reads one job class of a window, with histograms when the window counts minutes. A class that did nothing is
    /// reported with zeros. Four commands per minute or one per ten minutes; one round trip per 500 commands.
    /// </summary>
    /// <param name="jobClass">The class, exactly; the wrapped one of Active Job.</param>
    /// <param name="window">How far back; the default value is the last 60 minutes.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    public async Task<MetricsReport> GetJobAsync(
        string jobClass, MetricsWindow window = default, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(jobClass);
        var buckets = MetricsBuckets.Of(window, _connection.Clock.GetUtcNow());
        var job = new JobMetricsBuilder(jobClass);
        await ReadAsync(
            CounterKeys(window, buckets.Starts),
            (database, flags, key) => database.HashGetAsync(key, job.Fields, flags),
            job.AddCounters,
            cancellationToken).ConfigureAwait(false);
        if (!window.IsByTenMinutes)
        {
            await ReadAsync(
                HistogramKeys(jobClass, buckets.Starts),
                static (database, flags, key) => database.StringGetAsync(key, flags),
                (bucket, bits) => job.AddHistogram(bucket, (byte[]?)bits),
                cancellationToken).ConfigureAwait(false);
        }

        return await ReportAsync(window, buckets, [job.Build()], cancellationToken).ConfigureAwait(false);
    }

    // Only Sidekiq 8 counts by ten minutes.
    private (DateTimeOffset Bucket, RedisKey Key)[] CounterKeys(MetricsWindow window, IEnumerable<DateTimeOffset> buckets) =>
    [
        .. window.IsByTenMinutes
            ? buckets.Select(bucket => (bucket, Keys.MetricsTenMinutes(bucket)))
            : buckets.SelectMany(bucket => new[] { (bucket, Keys.MetricsMinute(bucket)), (bucket, Keys.MetricsMinuteV7(bucket)) }),
    ];

    private (DateTimeOffset Bucket, RedisKey Key)[] HistogramKeys(string jobClass, IEnumerable<DateTimeOffset> buckets) =>
    [
        .. buckets.SelectMany(bucket => new[]
        {
            (bucket, Keys.Histogram(jobClass, bucket)), (bucket, Keys.HistogramV7(jobClass, bucket)),
        }),
    ];

    private async Task ReadAsync<T>(
        (DateTimeOffset Bucket, RedisKey Key)[] keys,
        Func<IDatabase, CommandFlags, RedisKey, Task<T>> read,
        Action<DateTimeOffset, T> add,
        CancellationToken cancellationToken)
    {
        var replies = await _connection.ReadEachAsync([.. keys.Select(key => key.Key)], read, cancellationToken)
            .ConfigureAwait(false);
        foreach (var ((bucket, _), reply) in keys.Zip(replies))
        {
            add(bucket, reply);
        }
    }

    private async Task<MetricsReport> ReportAsync(
        MetricsWindow window, MetricsBuckets buckets, IReadOnlyList<JobMetrics> jobs, CancellationToken cancellationToken)
    {
        var marks = await new DeployMarks(_connection).GetMarksAsync(buckets.Days, cancellationToken).ConfigureAwait(false);
        return new MetricsReport
        {
            Bucket = window.Bucket,
            StartsAt = buckets.StartsAt,
            EndsAt = buckets.EndsAt,
            Jobs = jobs,
            Marks = [.. marks.Where(mark => mark.At >= buckets.StartsAt && mark.At <= buckets.EndsAt)],
        };
    }
}
