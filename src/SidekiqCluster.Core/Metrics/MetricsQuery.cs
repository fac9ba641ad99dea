using SidekiqCluster.Metrics;
using SidekiqCluster.Redis;
using StackExchange.Redis;

namespace SidekiqCluster;

/// <summary>What each job class did, out of the hashes per minute or ten minutes.</summary>
internal sealed class MetricsQuery : IMetricsQuery
{
    // Bounds what is held of hashes that name every job class.
    private const int BucketsAtOnce = 60;

    private readonly ShardConnection _connection;

    internal MetricsQuery(ShardConnection connection) => _connection = connection;

    private RedisKeys Keys => _connection.Keys;

    /// <inheritdoc/>
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

    /// <inheritdoc/>
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
