using SidekiqCluster.Verbs.Files;

namespace SidekiqCluster.Server.Requests;

/// <summary>The one file that a verb writes for a request, held until it is whole.</summary>
internal sealed class ResponseFile : IVerbFiles
{
    /// <summary>What is in it; null when the verb wrote none.</summary>
    public byte[]? Content { get; private set; }

    public Stream OpenInput() => throw new NotSupportedException("The request has no file to read.");

    public Stream OpenSaved() => throw new NotSupportedException("A request has no file to save jobs to.");

    public async Task<long> WriteOutputAsync(Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken)
    {
        using var file = new MemoryStream();
        await write(file, cancellationToken);
        Content = file.ToArray();
        return Content.LongLength;
    }
}
