namespace SidekiqCluster.Generators.Models.Workers;

/// <summary>Where a class was read from; the first is believed most.</summary>
internal enum WorkerSource
{
    Rbi,
    Rbs,
    Ruby,
    Schema,
}
