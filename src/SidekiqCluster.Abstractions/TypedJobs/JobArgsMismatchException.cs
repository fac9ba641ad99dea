namespace SidekiqCluster;

/// <summary>The arguments of a job were asked for, but do not fit its class. The message holds no value of them.</summary>
public sealed class JobArgsMismatchException : SidekiqClusterException
{
    /// <summary>Creates the exception.</summary>
    public JobArgsMismatchException(string shard, string @class, string? jid, JobArgsMismatch mismatch)
        : base(
            $"Job {jid ?? "without an id"} does not fit {@class}: {mismatch} Look at Mismatch first, or leave such jobs out with WithoutMismatched().",
            shard)
    {
        Mismatch = mismatch;
        Jid = jid;
    }

    /// <summary>Why the arguments do not fit.</summary>
    public JobArgsMismatch Mismatch { get; }

    /// <summary>The job's id; null when it has none.</summary>
    public string? Jid { get; }
}
