namespace SidekiqCluster;

/// <summary>Typed queries over records that were read before.</summary>
public static class TypedJobRecords
{
    /// <summary>
    /// The jobs of one class among these records, in the order given for oldest first. They can be read and counted; acts
    /// need the shard, by <c>JobSelection.Of</c>.
    /// </summary>
    /// <param name="records">The records.</param>
    /// <param name="clock">What relative times of a filter count from; null for the system's clock.</param>
    public static TypedJobQuery<T> Jobs<T>(this IReadOnlyCollection<JobRecord> records, TimeProvider? clock = null)
        where T : class, ISidekiqJobArgs<T>
    {
        ArgumentNullException.ThrowIfNull(records);
        return new TypedJobQuery<T>(new TypedJobs.RecordJobSource(
            _ => Task.FromResult(records),
            clock ?? TimeProvider.System,
            static (_, _, _) => throw new InvalidOperationException(
                "These jobs are records without a shard; act on them by shard.Operations with JobSelection.Of.")));
    }
}
