using SidekiqCluster.Redis;

namespace SidekiqCluster;

/// <summary>The jobs that Sidekiq has given up on, by the time of their death. Members need not be JSON.</summary>
public sealed class DeadSet : JobSet
{
    internal DeadSet(ShardConnection connection)
        : base(connection, JobSource.Dead)
    {
    }
}
