using SidekiqCluster.Passes;
using SidekiqCluster.Redis;

namespace SidekiqCluster.Queries;

/// <summary>A count of jobs of one source, in all and by key.</summary>
internal sealed class JobTally
{
    private readonly Dictionary<string, long> _groups = new(StringComparer.Ordinal);
    private long _keyless;
    private long _count;

    public static async Task<JobTally> OfAsync(
        ShardConnection connection, JobSource source, QueryFilter filter, JobField? by, CancellationToken cancellationToken)
    {
        var tally = new JobTally();
        var matches = filter.For(connection.Shard, source);
        var pages = SourcePass.ReadPagesAsync(
            connection, source, JobOrder.Any, PassOptions.DefaultPageSize, cancellationToken);
        await foreach (var page in pages.ConfigureAwait(false))
        {
            foreach (var entry in page)
            {
                if (matches(entry))
                {
                    tally._count++;
                    tally.Add(by?.ReadKeys(SourceJobs.ToRecord(connection, source, entry), filter.Now) ?? []);
                }
            }
        }

        return tally;
    }

    public static JobCount Sum(IReadOnlyList<JobTally> tallies, bool isGrouped)
    {
        var sum = new JobTally();
        foreach (var tally in tallies)
        {
            sum._count += tally._count;
            sum._keyless += tally._keyless;
            foreach (var (key, count) in tally._groups)
            {
                sum._groups[key] = sum._groups.GetValueOrDefault(key) + count;
            }
        }

        return new JobCount { Count = sum._count, Groups = isGrouped ? sum.ToGroups() : null };
    }

    private void Add(IReadOnlyList<string?> keys)
    {
        foreach (var key in keys.Count > 1 ? keys.Distinct() : keys)
        {
            if (key is null)
            {
                _keyless++;
            }
            else
            {
                _groups[key] = _groups.GetValueOrDefault(key) + 1;
            }
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
