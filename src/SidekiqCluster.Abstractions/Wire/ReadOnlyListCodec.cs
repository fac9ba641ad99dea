using System.Buffers;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Cloning;
using Orleans.Serialization.Codecs;
using Orleans.Serialization.WireProtocol;

namespace SidekiqCluster.Wire;

/// <summary>A list travels as an array, whatever type the compiler made of it.</summary>
[RegisterSerializer, RegisterCopier]
internal sealed class ReadOnlyListCodec<T>(IFieldCodec<T[]> arrays, IDeepCopier<T[]> copier)
    : IFieldCodec<IReadOnlyList<T>>, IDeepCopier<IReadOnlyList<T>>
{
    public void WriteField<TBufferWriter>(
        ref Writer<TBufferWriter> writer, uint fieldIdDelta, Type? expectedType, IReadOnlyList<T>? value)
        where TBufferWriter : IBufferWriter<byte> =>
        arrays.WriteField(ref writer, fieldIdDelta, typeof(T[]), value is null ? null : value as T[] ?? [.. value]);

    public IReadOnlyList<T>? ReadValue<TInput>(ref Reader<TInput> reader, Field field) => arrays.ReadValue(ref reader, field);

    public IReadOnlyList<T>? DeepCopy(IReadOnlyList<T>? input, CopyContext context) =>
        input is null ? null : copier.DeepCopy(input as T[] ?? [.. input], context);
}
