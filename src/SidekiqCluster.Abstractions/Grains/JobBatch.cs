namespace SidekiqCluster.Grains;

/// <summary>Some jobs on their way between a silo and a client: their bytes travel as one block (see <c>JobBatchCodec</c>).</summary>
/// <param name="Jobs">The jobs, in the order of the question.</param>
[Immutable, Alias("SidekiqCluster.JobBatch")]
public sealed record JobBatch(IReadOnlyList<JobRecord> Jobs)
{
    /// <summary>No jobs.</summary>
    public static JobBatch Empty { get; } = new([]);
}
