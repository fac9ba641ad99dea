using SidekiqCluster.Passes;
using SidekiqCluster.Redis;
using SidekiqCluster.TypedJobs;

namespace SidekiqCluster.Queries;

/// <summary>A count of jobs of one source, in all and by key.</summary>
internal sealed class JobTally
{
    private readonly Dictionary<string, long> _groups = new(StringComparer.Ordinal);
    private long _keyless;
    private long _count;
    private long _mismatched;

    public static async Task<JobTally> OfAsync(
        ShardConnection connection,
        JobSource source,
        QueryFilter filter,
        JobField? by,
        JobSchema? schema,
        CancellationToken cancellationToken)
    {
        var tally = new JobTally();
        var pages = SourcePass.ReadPagesAsync(
            connection, source, filter.For(connection.Shard, source), JobOrder.Any, PageSizes.Default, cancellationToken);
        await foreach (var page in pages.ConfigureAwait(false))
        {
            foreach (var entry in page)
            {
                if (schema is not null && !JobArguments.Check(schema, entry.Raw.Span).IsMatch)
                {
                    tally.AddMismatch();
                }
                else
                {
                    tally.Add(by?.ReadKeys(SourceJobs.ToRecord(connection, source, entry), filter.Now) ?? [], 1);
                }
            }
        }

        return tally;
    }

    public static JobTally Sum(IReadOnlyList<JobTally> tallies)
    {
        var sum = new JobTally();
        foreach (var tally in tallies)
        {
            sum.Add(tally);
        }

        return sum;
    }

    public JobCount ToCount(bool isGrouped) => new() { Count = _count, Groups = isGrouped ? ToGroups() : null };

    public TypedJobCount ToTypedCount(bool isGrouped) =>
        new() { Count = _count, Mismatched = _mismatched, Groups = isGrouped ? ToGroups() : null };

    /// <summary>Counts so many jobs that have these keys each.</summary>
    public void Add(IReadOnlyList<string?> keys, long jobs)
    {
        _count += jobs;
        foreach (var key in keys.Count > 1 ? keys.Distinct() : keys)
        {
            if (key is null)
            {
                _keyless += jobs;
            }
            else
            {
                _groups[key] = _groups.GetValueOrDefault(key) + jobs;
            }
        }
    }

    /// <summary>Counts a job apart, whose arguments are not as they should be.</summary>
    public void AddMismatch() => _mismatched++;

    /// <summary>Counts what another has counted.</summary>
    public void Add(JobTally other)
    {
        _count += other._count;
        _mismatched += other._mismatched;
        _keyless += other._keyless;
        foreach (var (key, count) in other._groups)
        {
            _groups[key] = _groups.GetValueOrDefault(key) + count;
        }
    }

    private List<JobGroup> ToGroups()
    {
        var groups = _groups.Select(static group => new JobGroup(group.Key, group.Value)).ToList();
        if (_keyless > 0)
        {
            groups.Add(new JobGroup(null, _keyless));
        }

        return [.. groups.OrderByDescending(static group => group.Count).ThenBy(static group => group.Key, StringComparer.Ordinal)];
    }
}
