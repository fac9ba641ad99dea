namespace SidekiqCluster.Cli.Commands;

/// <summary>What the output is once its reader has gone.</summary>
internal sealed class ClosedStream : MemoryStream
{
    public override void Write(byte[] buffer, int offset, int count) => throw Gone();

    public override void Write(ReadOnlySpan<byte> buffer) => throw Gone();

    private static OutputClosedException Gone() => new(new IOException("Broken pipe"));
}
