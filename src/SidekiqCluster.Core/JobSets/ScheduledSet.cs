using SidekiqCluster.Redis;

namespace SidekiqCluster;

/// <summary>The jobs that wait for a later time; the score is when they are due.</summary>
public sealed class ScheduledSet : JobSet
{
    internal ScheduledSet(ShardConnection connection)
        : base(connection, JobSource.Scheduled)
    {
    }
}
