using System.Buffers;
using System.Text;
using SidekiqCluster.Server.Answers;
using SidekiqCluster.Verbs.Answers;
using SidekiqCluster.Verbs.Remote;

namespace SidekiqCluster.Server.Remote;

/// <summary>The console of a caller: data and words reach it in the order in which they were written, once they are flushed.</summary>
/// <param name="caller">The caller.</param>
internal sealed class RemoteConsole(RemoteCaller caller)
{
    private readonly Lock _writing = new();
    private List<(string Message, ArrayBufferWriter<byte> Bytes)> _written = [];

    /// <summary>Where an answer is written for the caller.</summary>
    public AnswerTarget ToTarget(VerbCall call, TimeProvider clock) => new()
    {
        Output = new Part(this, VerbHubContract.Write),
        Words = new StreamWriter(new Part(this, VerbHubContract.Say), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true, NewLine = "\n" },
        Clock = clock,
        IsTerminal = call.TerminalWidth is not null,
        Width = () => call.TerminalWidth ?? 0,
        UsesColour = call.UsesColour,
    };

    /// <summary>Sends what was written; returns when the caller has written it out.</summary>
    public async Task FlushAsync()
    {
        List<(string Message, ArrayBufferWriter<byte> Bytes)> written;
        lock (_writing)
        {
            (written, _written) = (_written, []);
        }

        foreach (var (message, bytes) in written)
        {
            await new RemoteOutput(caller, message).WriteAsync(bytes.WrittenMemory);
        }
    }

    private void Write(string message, ReadOnlySpan<byte> bytes)
    {
        lock (_writing)
        {
            if (_written is not [.., var last] || last.Message != message)
            {
                _written.Add(last = (message, new ArrayBufferWriter<byte>()));
            }

            last.Bytes.Write(bytes);
        }
    }

    /// <summary>Either its data or its words.</summary>
    private sealed class Part(RemoteConsole console, string message) : WriteOnlyStream
    {
        public override void Write(ReadOnlySpan<byte> buffer) => console.Write(message, buffer);

        public override void Flush()
        {
        }

        public override Task FlushAsync(CancellationToken cancellationToken) => console.FlushAsync();
    }
}
