namespace SidekiqCluster.Wire;

/// <summary>A field travels as its text.</summary>
[RegisterConverter]
internal sealed class JobFieldConverter : IConverter<JobField, TextSurrogate<JobField>>
{
    public JobField ConvertFromSurrogate(in TextSurrogate<JobField> surrogate) => JobField.Parse(surrogate.Text ?? string.Empty);

    public TextSurrogate<JobField> ConvertToSurrogate(in JobField value) => new(value.ToString());
}
