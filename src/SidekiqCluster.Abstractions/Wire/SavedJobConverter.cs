namespace SidekiqCluster.Wire;

/// <summary>A saved job travels as its bytes and its place.</summary>
[RegisterConverter]
internal sealed class SavedJobConverter : IConverter<SavedJob, JobRecordSurrogate<SavedJob>>
{
    public SavedJob ConvertFromSurrogate(in JobRecordSurrogate<SavedJob> surrogate) => new()
    {
        Shard = surrogate.Shard,
        Source = surrogate.Source,
        Raw = surrogate.Raw,
        Score = surrogate.Score,
    };

    public JobRecordSurrogate<SavedJob> ConvertToSurrogate(in SavedJob value) => new()
    {
        Shard = value.Shard,
        Source = value.Source,
        Raw = WireBytes.Of(value.Raw),
        Score = value.Score,
    };
}
