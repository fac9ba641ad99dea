using System.Buffers;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Cloning;
using Orleans.Serialization.Codecs;
using Orleans.Serialization.WireProtocol;

namespace SidekiqCluster.Wire;

/// <summary>A filter travels as its text, so that a silo of another version reads it as a person would.</summary>
[RegisterSerializer, RegisterCopier]
internal sealed class JobFilterCodec(IFieldCodec<string> texts) : IFieldCodec<JobFilter>, IDeepCopier<JobFilter>
{
    public void WriteField<TBufferWriter>(ref Writer<TBufferWriter> writer, uint fieldIdDelta, Type? expectedType, JobFilter? value)
        where TBufferWriter : IBufferWriter<byte> =>
        texts.WriteField(ref writer, fieldIdDelta, typeof(string), value?.ToString());

    public JobFilter? ReadValue<TInput>(ref Reader<TInput> reader, Field field) =>
        texts.ReadValue(ref reader, field) is { } text ? JobFilter.Parse(text) : null;

    public JobFilter? DeepCopy(JobFilter? input, CopyContext context) => input;
}
