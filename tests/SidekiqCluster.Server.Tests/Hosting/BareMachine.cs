namespace SidekiqCluster.Server.Hosting;

/// <summary>The PATH of a machine without <c>redis-server</c>: the demo then brings its own server.</summary>
internal sealed class BareMachine : IDisposable
{
    private readonly DirectoryInfo _tools = Directory.CreateTempSubdirectory("sidekiq-cluster-tools-");

    /// <summary>The shell that ends a server needs <c>cat</c>.</summary>
    public BareMachine() => File.CreateSymbolicLink(System.IO.Path.Combine(_tools.FullName, "cat"), "/bin/cat");

    /// <summary>Its PATH.</summary>
    public string Path => _tools.FullName;

    public void Dispose() => _tools.Delete(recursive: true);
}
