namespace SidekiqCluster.Wire;

/// <summary>A window travels as its kind and the number of its buckets.</summary>
[RegisterConverter]
internal sealed class MetricsWindowConverter : IConverter<MetricsWindow, MetricsWindowSurrogate>
{
    private const int BucketsPerHour = 6;

    public MetricsWindow ConvertFromSurrogate(in MetricsWindowSurrogate surrogate) => surrogate.IsByTenMinutes
        ? MetricsWindow.LastHours(surrogate.BucketCount / BucketsPerHour)
        : MetricsWindow.LastMinutes(surrogate.BucketCount);

    public MetricsWindowSurrogate ConvertToSurrogate(in MetricsWindow value) => new(value.IsByTenMinutes, value.BucketCount);
}
