using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace SidekiqCluster.Verbs.Pushes;

/// <summary>The lines of a stream as bytes, without their ends and without a byte order mark.</summary>
internal static class JsonLines
{
    private static ReadOnlySpan<byte> Mark => [0xEF, 0xBB, 0xBF];

    public static async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(
        Stream stream, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reader = PipeReader.Create(stream, new StreamPipeReaderOptions(leaveOpen: true));
        var isFirst = true;
        while (true)
        {
            var read = await reader.ReadAsync(cancellationToken);
            var buffer = read.Buffer;
            while (TryTake(ref buffer, read.IsCompleted, out var line))
            {
                yield return isFirst && line.Span.StartsWith(Mark) ? line[Mark.Length..] : line;
                isFirst = false;
            }

            reader.AdvanceTo(buffer.Start, buffer.End);
            if (read.IsCompleted)
            {
                yield break;
            }
        }
    }

    private static bool TryTake(ref ReadOnlySequence<byte> buffer, bool isLast, out ReadOnlyMemory<byte> line)
    {
        line = default;
        if (buffer.PositionOf((byte)'\n') is { } end)
        {
            line = buffer.Slice(0, end).ToArray();
            buffer = buffer.Slice(buffer.GetPosition(1, end));
        }
        else if (isLast && !buffer.IsEmpty)
        {
            line = buffer.ToArray();
            buffer = buffer.Slice(buffer.End);
        }
        else
        {
            return false;
        }

        line = line.Span.EndsWith("\r"u8) ? line[..^1] : line;
        return true;
    }
}
