using SidekiqCluster.Grains;

namespace SidekiqCluster.Wire;

/// <summary>A selection travels as its parts.</summary>
[RegisterConverter]
internal sealed class JobSelectionConverter : IConverter<JobSelection, JobSelectionSurrogate>
{
    public JobSelection ConvertFromSurrogate(in JobSelectionSurrogate surrogate)
    {
        var selection = surrogate.Records is { } records
            ? JobSelection.Of(records.Jobs)
            : JobSelection.Where(surrogate.Sources!, surrogate.Filter);
        return surrogate.Screen is { } screen ? selection.With(screen, surrogate.Order) : selection;
    }

    public JobSelectionSurrogate ConvertToSurrogate(in JobSelection value) => new()
    {
        Sources = value.Sources,
        Filter = value.Filter,
        Records = value.Records is { } records ? new JobBatch([.. records]) : null,
        Order = value.Order,
        Screen = value.Screen,
    };
}
