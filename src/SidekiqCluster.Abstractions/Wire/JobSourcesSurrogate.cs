namespace SidekiqCluster.Wire;

/// <summary>Sources on their way.</summary>
/// <param name="IncludesAllQueues">Whether all queues are among them.</param>
/// <param name="Single">The others.</param>
[GenerateSerializer, Immutable, Alias("SidekiqCluster.JobSourcesSurrogate")]
internal readonly record struct JobSourcesSurrogate(
    [property: Id(0)] bool IncludesAllQueues, [property: Id(1)] JobSource[] Single);
