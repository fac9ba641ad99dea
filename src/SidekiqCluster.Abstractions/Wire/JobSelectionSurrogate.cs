using SidekiqCluster.Grains;
using SidekiqCluster.TypedJobs;

namespace SidekiqCluster.Wire;

/// <summary>A selection on its way: records, or sources with a filter.</summary>
[GenerateSerializer, Immutable, Alias("SidekiqCluster.JobSelectionSurrogate")]
internal readonly record struct JobSelectionSurrogate
{
    [Id(0)]
    public JobSources? Sources { get; init; }

    [Id(1)]
    public required JobFilter Filter { get; init; }

    [Id(2)]
    public JobBatch? Records { get; init; }

    [Id(3)]
    public required JobOrder Order { get; init; }

    [Id(4)]
    public JobArgsScreen? Screen { get; init; }
}
