using System.IO.Pipelines;
using SidekiqCluster.Verbs.Files;

namespace SidekiqCluster.Cli.Servers;

/// <summary>Reads and writes the user's files for a verb that a server runs.</summary>
/// <param name="files">The files; null for none.</param>
internal sealed class ServedFiles(IVerbFiles? files) : IDisposable
{
    private const int MessageBytes = 1 << 14;

    private readonly Pipe _output = new();
    private readonly byte[] _bytes = new byte[MessageBytes];
    private Stream? _input;
    private Stream? _saved;
    private Task<long>? _written;

    /// <summary>The next of the input; nothing at its end.</summary>
    public async Task<byte[]> ReadAsync()
    {
        _input ??= Given.OpenInput();
        var count = await _input.ReadAsync(_bytes);
        return _bytes[..count];
    }

    /// <summary>Saves jobs; returns when they are on the disk.</summary>
    public async Task SaveAsync(byte[] jobs)
    {
        _saved ??= Given.OpenSaved();
        await _saved.WriteAsync(jobs);
        await _saved.FlushAsync();
        (_saved as FileStream)?.Flush(flushToDisk: true);
    }

    public async Task WriteOutputAsync(byte[] data)
    {
        _written ??= Given.WriteOutputAsync(_output.Reader.CopyToAsync, CancellationToken.None);
        await _output.Writer.WriteAsync(data);
    }

    /// <summary>Ends the output file.</summary>
    /// <returns>Its size in bytes.</returns>
    public async Task<long> EndOutputAsync()
    {
        await _output.Writer.CompleteAsync();
        return await (_written ??= Given.WriteOutputAsync(_output.Reader.CopyToAsync, CancellationToken.None));
    }

    public void Dispose() => _input?.Dispose();

    private IVerbFiles Given => files ?? throw new InvalidOperationException("The server asks for a file that the user did not give.");
}
