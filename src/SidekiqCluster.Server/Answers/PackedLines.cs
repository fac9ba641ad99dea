using System.Buffers;

namespace SidekiqCluster.Server.Answers;

/// <summary>Takes JSON lines, whole ones at each write, and sends each as MessagePack.</summary>
/// <param name="inner">Where to.</param>
internal sealed class PackedLines(Stream inner) : WriteOnlyStream
{
    private readonly ArrayBufferWriter<byte> _packed = new();

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        foreach (var line in buffer.Split((byte)'\n'))
        {
            if (!buffer[line].IsEmpty)
            {
                PackedJson.Write(buffer[line], _packed);
            }
        }

        inner.Write(_packed.WrittenSpan);
        _packed.ResetWrittenCount();
    }

    public override void Flush() => inner.Flush();
}
