using System.Buffers;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Cloning;
using Orleans.Serialization.Codecs;
using Orleans.Serialization.WireProtocol;

namespace SidekiqCluster.Wire;

/// <summary>A single job travels as its bytes and its place; many travel as a <see cref="Grains.JobBatch"/>.</summary>
[RegisterSerializer, RegisterCopier]
internal sealed class JobRecordCodec(IFieldCodec<JobRecordBox> boxes) : IFieldCodec<JobRecord>, IDeepCopier<JobRecord>
{
    public void WriteField<TBufferWriter>(ref Writer<TBufferWriter> writer, uint fieldIdDelta, Type? expectedType, JobRecord? value)
        where TBufferWriter : IBufferWriter<byte> =>
        boxes.WriteField(
            ref writer,
            fieldIdDelta,
            typeof(JobRecordBox),
            value is null ? null : new JobRecordBox(JobRecordSurrogate<JobRecord>.Of(value)));

    public JobRecord? ReadValue<TInput>(ref Reader<TInput> reader, Field field) =>
        boxes.ReadValue(ref reader, field)?.Job.ToRecord();

    public JobRecord? DeepCopy(JobRecord? input, CopyContext context) => input;
}
