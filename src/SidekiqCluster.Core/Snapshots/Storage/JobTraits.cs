namespace SidekiqCluster.Snapshots;

/// <summary>What is known of a payload as a whole.</summary>
[Flags]
internal enum JobTraits : byte
{
    None = 0,

    /// <summary>It is no JSON object.</summary>
    Malformed = 1,

    /// <summary>Each of its texts stands in it byte by byte, so that a text that is not found in it is not in the job.</summary>
    Verbatim = 2,
}
