using SidekiqCluster.Operations;

namespace SidekiqCluster.Victim;

/// <summary>What the victim deletes by a swap of its queue, by many windows.</summary>
internal static class Swapped
{
    /// <summary>Small windows, whatever is deleted.</summary>
    public static SwapOptions Options { get; } = new() { FewestWalks = 1, Window = 130 };

    /// <summary>Some in the middle.</summary>
    public static JobSelection Jobs { get; } = JobSelection.Where(JobSources.Of(JobSource.Queue("work")), JobFilter.Parse("args[0]>=1000 args[0]<3000"));
}
