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
    private const int MinuteBucketsAtOnce = 60;

    private static readonly string[] Counters = ["p", "f", "ms"];

    private readonly ShardConnection _connection;

    internal MetricsQuery(ShardConnection connection) => _connection = connection;

    private RedisKeys Keys => _connection.Keys;

    /// <summary>
    /// Reads all job classes of a window, most time spent first, without histograms. Two commands per minute or one per
    /// ten minutes, each transferring all classes; one round trip per 500 commands.
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
        foreach (var chunk in buckets.Starts.Chunk(MinuteBucketsAtOnce))
        {
            var hashes = await _connection.ReadEachAsync(
                [.. chunk.SelectMany(bucket => CounterKeys(window, bucket).Select(key => (Bucket: bucket, Key: key)))],
                async (database, flags, item) =>
                    (item.Bucket, Fields: await database.HashGetAllAsync(item.Key, flags).ConfigureAwait(false)),
                cancellationToken).ConfigureAwait(false);
            foreach (var (bucket, fields) in hashes)
            {
                jobs.Add(bucket, fields);
            }
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
        await AddCountersAsync(job, jobClass, window, buckets, cancellationToken).ConfigureAwait(false);
        if (!window.IsByTenMinutes)
        {
            await AddHistogramsAsync(job, jobClass, buckets, cancellationToken).ConfigureAwait(false);
        }

        return await ReportAsync(window, buckets, [job.Build()], cancellationToken).ConfigureAwait(false);
    }

    // Only Sidekiq 8 counts by ten minutes; what a class is called differs from version to version nowhere.
    private RedisKey[] CounterKeys(MetricsWindow window, DateTimeOffset bucket) => window.IsByTenMinutes
        ? [Keys.MetricsTenMinutes(bucket)]
        : [Keys.MetricsMinute(bucket), Keys.MetricsMinuteV7(bucket)];

    private async Task AddCountersAsync(
        JobMetricsBuilder job,
        string jobClass,
        MetricsWindow window,
        MetricsBuckets buckets,
        CancellationToken cancellationToken)
    {
        RedisValue[] fields = [.. Counters.Select(counter => (RedisValue)$"{jobClass}|{counter}")];
        var hashes = await _connection.ReadEachAsync(
            [.. buckets.Starts.SelectMany(bucket => CounterKeys(window, bucket).Select(key => (Bucket: bucket, Key: key)))],
            async (database, flags, item) =>
                (item.Bucket, Values: await database.HashGetAsync(item.Key, fields, flags).ConfigureAwait(false)),
            cancellationToken).ConfigureAwait(false);
        foreach (var (bucket, values) in hashes)
        {
            foreach (var (counter, value) in Counters.Zip(values))
            {
                if (!value.IsNull)
                {
                    job.Add(bucket, counter, LenientNumber.ToInt64(value) ?? 0);
                }
            }
        }
    }

    private async Task AddHistogramsAsync(
        JobMetricsBuilder job, string jobClass, MetricsBuckets buckets, CancellationToken cancellationToken)
    {
        var strings = await _connection.ReadEachAsync(
            [
                .. buckets.Starts.SelectMany(bucket => new[]
                {
                    (Bucket: bucket, Key: Keys.Histogram(jobClass, bucket)),
                    (Bucket: bucket, Key: Keys.HistogramV7(jobClass, bucket)),
                }),
            ],
            async (database, flags, item) =>
                (item.Bucket, Bits: (byte[]?)await database.StringGetAsync(item.Key, flags).ConfigureAwait(false)),
            cancellationToken).ConfigureAwait(false);
        foreach (var (bucket, bits) in strings)
        {
            job.AddHistogram(bucket, bits);
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
