using SidekiqCluster.Passes;
using SidekiqCluster.Redis;

namespace SidekiqCluster.Queries;

/// <summary>A filter over the raw entries of one source.</summary>
internal static class EntryFilter
{
    public static Predicate<RawEntry> Of(ShardConnection connection, JobSource source, JobFilter filter) =>
        filter == JobFilter.All
            ? static _ => true
            : throw new NotSupportedException($"{connection.Shard} {source} {filter}");
}
