using SidekiqCluster.Redis;
using StackExchange.Redis;

namespace SidekiqCluster.Metrics;

/// <summary>Adds up the counters of one job class, which come key by key.</summary>
/// <param name="jobClass">The class.</param>
internal sealed class JobMetricsBuilder(string jobClass)
{
    private static readonly string[] Metrics = ["p", "f", "ms"];

    private readonly SortedDictionary<DateTimeOffset, Counters> _buckets =
        new(Comparer<DateTimeOffset>.Create(static (one, other) => other.CompareTo(one)));

    /// <summary>The fields of a bucket's hash that are about the class.</summary>
    public RedisValue[] Fields { get; } = [.. Metrics.Select(metric => (RedisValue)$"{jobClass}|{metric}")];

    /// <summary>Adds the values of <see cref="Fields"/>; one that is absent was never counted.</summary>
    public void AddCounters(DateTimeOffset bucket, RedisValue[] values)
    {
        foreach (var (metric, value) in Metrics.Zip(values).Where(counter => !counter.Second.IsNull))
        {
            Add(bucket, metric, LenientNumber.ToInt64(value) ?? 0);
        }
    }

    /// <summary>Adds one counter; <paramref name="metric"/> is <c>p</c>, <c>f</c> or <c>ms</c>, others are ignored.</summary>
    public void Add(DateTimeOffset bucket, string metric, long value)
    {
        if (metric is "p" or "f" or "ms")
        {
            var counters = CountersOf(bucket);
            ref var counter = ref metric is "p" ? ref counters.Processed
                : ref metric is "f" ? ref counters.Failed
                : ref counters.Milliseconds;
            counter = LenientNumber.Add(counter, value);
        }
    }

    /// <summary>Adds a histogram as Redis holds it; an empty one is none.</summary>
    public void AddHistogram(DateTimeOffset bucket, ReadOnlySpan<byte> bits)
    {
        if (!bits.IsEmpty)
        {
            var counters = CountersOf(bucket);
            counters.Histogram = HistogramBits.Add(counters.Histogram, bits);
        }
    }

    public JobMetrics Build() => new()
    {
        Class = jobClass,
        Processed = Sum(counters => counters.Processed),
        Failed = Sum(counters => counters.Failed),
        Elapsed = Duration(Sum(counters => counters.Milliseconds)),
        Series =
        [
            .. _buckets.Select(bucket => new JobMetricsBucket(
                bucket.Key,
                bucket.Value.Processed,
                bucket.Value.Failed,
                Duration(bucket.Value.Milliseconds),
                bucket.Value.Histogram is { } counts ? new DurationHistogram(counts) : null)),
        ],
    };

    // TimeSpan holds 29 000 years of milliseconds, a counter of Redis more.
    private static TimeSpan Duration(long milliseconds) =>
        new(long.CreateSaturating((Int128)milliseconds * TimeSpan.TicksPerMillisecond));

    private Counters CountersOf(DateTimeOffset bucket)
    {
        if (!_buckets.TryGetValue(bucket, out var counters))
        {
            counters = new Counters();
            _buckets.Add(bucket, counters);
        }

        return counters;
    }

    private long Sum(Func<Counters, long> counter) =>
        _buckets.Values.Aggregate(0L, (sum, counters) => LenientNumber.Add(sum, counter(counters)));

    private sealed class Counters
    {
        public long Processed;
        public long Failed;
        public long Milliseconds;
        public int[]? Histogram;
    }
}
