using SidekiqCluster.Operations;

namespace SidekiqCluster.Victim;

/// <summary>What the victim does under a name. Whoever goes on with it asks for the same.</summary>
internal static class Stepped
{
    private const int Pushed = 20_000;

    /// <summary>Moves all jobs of a queue.</summary>
    public static OperationRequest Request { get; } =
        new(JobOperation.Move, JobSelection.Where(JobSources.Of(JobSource.Queue("work")), JobFilter.All)) { Queue = "elsewhere" };

    /// <summary>Many slices of new jobs.</summary>
    public static BulkJobRequest Push { get; } = new()
    {
        Class = "Pushed",
        Jobs = Enumerable.Range(0, Pushed).Select(number => new BulkJob(JsonArguments.Of(number))),
    };
}
