namespace SidekiqCluster.Wire;

/// <summary>A source travels as its text; the nameless queue as none.</summary>
[RegisterConverter]
internal sealed class JobSourceConverter : IConverter<JobSource, TextSurrogate<JobSource>>
{
    public JobSource ConvertFromSurrogate(in TextSurrogate<JobSource> surrogate) =>
        surrogate.Text is { } text ? JobSource.Parse(text) : default;

    public TextSurrogate<JobSource> ConvertToSurrogate(in JobSource value) => new(value == default ? null : value.ToString());
}
