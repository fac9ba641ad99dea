using SidekiqCluster.Verbs.Files;

namespace SidekiqCluster.Server.Requests;

/// <summary>The body of a request, as the one file of its caller.</summary>
internal sealed class RequestBody(HttpRequest request) : IVerbFiles
{
    /// <summary>What it is called in errors.</summary>
    public const string Name = "the body";

    public Stream OpenInput() => request.Body;

    public Stream OpenSaved() => throw new NotSupportedException("A request has no file to save jobs to.");

    public Task<long> WriteOutputAsync(Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken) =>
        throw new NotSupportedException("A request has no file to write to.");
}
