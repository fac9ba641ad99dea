namespace SidekiqCluster.Wire;

/// <summary>An address travels as its text.</summary>
[RegisterConverter]
internal sealed class EntryIdConverter : IConverter<EntryId, TextSurrogate<EntryId>>
{
    public EntryId ConvertFromSurrogate(in TextSurrogate<EntryId> surrogate) =>
        surrogate.Text is { } text ? EntryId.Parse(text) : default;

    public TextSurrogate<EntryId> ConvertToSurrogate(in EntryId value) => new(value == default ? null : value.ToString());
}
