using System.Buffers;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Cloning;
using Orleans.Serialization.Codecs;
using Orleans.Serialization.WireProtocol;

namespace SidekiqCluster.Wire;

/// <summary>The jobs of a bulk push travel as an array.</summary>
[RegisterSerializer, RegisterCopier]
internal sealed class BulkJobsCodec(IFieldCodec<BulkJob[]> arrays)
    : IFieldCodec<IEnumerable<BulkJob>>, IDeepCopier<IEnumerable<BulkJob>>
{
    public void WriteField<TBufferWriter>(
        ref Writer<TBufferWriter> writer, uint fieldIdDelta, Type? expectedType, IEnumerable<BulkJob>? value)
        where TBufferWriter : IBufferWriter<byte> =>
        arrays.WriteField(ref writer, fieldIdDelta, typeof(BulkJob[]), value is null ? null : value as BulkJob[] ?? [.. value]);

    public IEnumerable<BulkJob>? ReadValue<TInput>(ref Reader<TInput> reader, Field field) => arrays.ReadValue(ref reader, field);

    public IEnumerable<BulkJob>? DeepCopy(IEnumerable<BulkJob>? input, CopyContext context) => input is null ? null : [.. input];
}
