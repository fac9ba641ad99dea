namespace SidekiqCluster.Verbs;

/// <summary>
/// How a run of <c>sidekiq-cluster</c> ended. When several apply, the first of 2, 130, 6, 1, 3, 5, 4 is reported
/// (<see cref="ExitCodes.Worst"/>).
/// </summary>
internal enum ExitCode
{
    /// <summary>Done; also when the answer is an empty list.</summary>
    Done = 0,

    /// <summary>
    /// Failed: no shard at all answered (a lone shard with a wrong address, a refused password, no Redis, a cluster-enabled
    /// Redis), jobs of an act failed or are unknown, or something else went wrong.
    /// </summary>
    Failed = 1,

    /// <summary>The command line, a filter or a value is wrong. Nothing was sent to any shard.</summary>
    Usage = 2,

    /// <summary>Some shards answered and some did not: the answer is there, with marked gaps.</summary>
    ShardMissing = 3,

    /// <summary>A check found something.</summary>
    CheckFound = 4,

    /// <summary>The queue, job, process, iteration or profile that was named does not exist in the shards that answered, or not any more.</summary>
    NotFound = 5,

    /// <summary>The act was refused, for all jobs or for some, or not confirmed.</summary>
    Refused = 6,

    /// <summary>Cancelled by Ctrl-C or a termination signal.</summary>
    Cancelled = 130,
}
