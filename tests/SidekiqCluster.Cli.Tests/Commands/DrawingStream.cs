using System.Text;
using System.Threading.Channels;

namespace SidekiqCluster.Cli.Commands;

/// <summary>A terminal that gives each drawing to the test once it is complete.</summary>
internal sealed class DrawingStream : MemoryStream
{
    private readonly Channel<string> _drawings = Channel.CreateUnbounded<string>();

    public ValueTask<string> NextAsync() => _drawings.Reader.ReadAsync(Xunit.TestContext.Current.CancellationToken);

    /// <summary>A drawing is written at once and then flushed.</summary>
    public override void Flush()
    {
        if (Length > 0)
        {
            _drawings.Writer.TryWrite(Encoding.UTF8.GetString(ToArray()));
            SetLength(0);
        }
    }
}
