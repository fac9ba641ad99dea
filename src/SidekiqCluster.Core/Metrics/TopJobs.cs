using System.Text;
using SidekiqCluster.Filters;
using SidekiqCluster.Redis;
using StackExchange.Redis;

namespace SidekiqCluster.Metrics;

/// <summary>Adds up the counters of all job classes, which come bucket by bucket.</summary>
/// <param name="classGlob">Which classes count; null for all.</param>
internal sealed class TopJobs(string? classGlob)
{
    private readonly GlobPattern? _glob = classGlob is null ? null : new GlobPattern(classGlob);
    private readonly Dictionary<string, JobMetricsBuilder?> _jobs = new(StringComparer.Ordinal);

    /// <summary>
    /// Adds the fields of a bucket's hash: <c>class|p</c>, <c>class|f</c>, <c>class|ms</c>. A class may hold bars itself.
    /// </summary>
    public void Add(DateTimeOffset bucket, HashEntry[] fields)
    {
        foreach (var field in fields)
        {
            var name = (string)field.Name!;
            if (name.LastIndexOf('|') is var bar and >= 0)
            {
                BuilderOf(name[..bar])?.Add(bucket, name[(bar + 1)..], LenientNumber.ToInt64(field.Value) ?? 0);
            }
        }
    }

    /// <summary>The classes, most time spent first, then by most executions, then by name.</summary>
    public IReadOnlyList<JobMetrics> Build() =>
    [
        .. _jobs.Values
            .OfType<JobMetricsBuilder>()
            .Select(job => job.Build())
            .Where(job => job.Series.Count > 0)
            .OrderByDescending(job => job.Elapsed)
            .ThenByDescending(job => job.Processed)
            .ThenBy(job => job.Class, StringComparer.Ordinal),
    ];

    private JobMetricsBuilder? BuilderOf(string jobClass)
    {
        if (!_jobs.TryGetValue(jobClass, out var job))
        {
            var isWanted = _glob is null || _glob.Matches(Encoding.UTF8.GetBytes(jobClass));
            job = isWanted ? new JobMetricsBuilder(jobClass) : null;
            _jobs.Add(jobClass, job);
        }

        return job;
    }
}
