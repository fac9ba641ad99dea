using System.Buffers;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Cloning;
using Orleans.Serialization.Codecs;
using Orleans.Serialization.WireProtocol;

namespace SidekiqCluster.Wire;

/// <summary>A dictionary travels as one with ordinary keys.</summary>
[RegisterSerializer, RegisterCopier]
internal sealed class ReadOnlyDictionaryCodec<TKey, TValue>(
    IFieldCodec<Dictionary<TKey, TValue>> dictionaries, IDeepCopier<Dictionary<TKey, TValue>> copier)
    : IFieldCodec<IReadOnlyDictionary<TKey, TValue>>, IDeepCopier<IReadOnlyDictionary<TKey, TValue>>
    where TKey : notnull
{
    public void WriteField<TBufferWriter>(
        ref Writer<TBufferWriter> writer, uint fieldIdDelta, Type? expectedType, IReadOnlyDictionary<TKey, TValue>? value)
        where TBufferWriter : IBufferWriter<byte> =>
        dictionaries.WriteField(
            ref writer, fieldIdDelta, typeof(Dictionary<TKey, TValue>), value is null ? null : new Dictionary<TKey, TValue>(value));

    public IReadOnlyDictionary<TKey, TValue>? ReadValue<TInput>(ref Reader<TInput> reader, Field field) =>
        dictionaries.ReadValue(ref reader, field);

    public IReadOnlyDictionary<TKey, TValue>? DeepCopy(IReadOnlyDictionary<TKey, TValue>? input, CopyContext context) =>
        input is null ? null : copier.DeepCopy(new Dictionary<TKey, TValue>(input), context);
}
