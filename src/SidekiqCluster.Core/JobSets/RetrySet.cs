using SidekiqCluster.Redis;

namespace SidekiqCluster;

/// <summary>The jobs that failed and wait for their next attempt, at the time that is the score.</summary>
internal sealed class RetrySet : JobSet
{
    internal RetrySet(ShardConnection connection, JobOperations operations)
        : base(connection, operations, JobSource.Retry)
    {
    }
}
