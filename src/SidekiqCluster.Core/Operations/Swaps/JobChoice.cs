using SidekiqCluster.Passes;

namespace SidekiqCluster.Operations;

/// <summary>Which entries of a queue an operation is about, and which of these it deletes.</summary>
/// <param name="Choose">The entry's record, whose bytes are its own; null when the operation is not about it.</param>
/// <param name="IsDeleted">Whether a chosen job is deleted, and not refused.</param>
/// <param name="Most">How many are chosen at most.</param>
internal sealed record JobChoice(Func<RawEntry, JobRecord?> Choose, Predicate<JobRecord> IsDeleted, long Most)
{
    /// <summary>What stays as it is.</summary>
    public static JobChoice None { get; } = new(static _ => null, static _ => false, 0);

    /// <summary>The jobs with the bytes of these, no more than there are of these.</summary>
    public static JobChoice Of(IReadOnlyCollection<JobRecord> jobs)
    {
        var wanted = jobs.DistinctBy(static job => job.Raw, RawComparer.Instance)
            .ToDictionary(static job => job.Raw, RawComparer.Instance);
        return new JobChoice(entry => wanted.GetValueOrDefault(entry.Raw), static _ => true, jobs.Count);
    }
}
