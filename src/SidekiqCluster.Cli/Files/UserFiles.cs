using SidekiqCluster.Verbs;
using SidekiqCluster.Verbs.Files;

namespace SidekiqCluster.Cli.Files;

/// <summary>The files that the user named on the command line, and no others.</summary>
/// <param name="host">Where relative names begin.</param>
internal sealed class UserFiles(CliHost host) : IVerbFiles, IDisposable
{
    /// <summary>What is read; <c>-</c> for the input. Null for nothing.</summary>
    public string? Input { get; init; }

    /// <summary>What to give instead of an input that cannot be read.</summary>
    public string InputHint { get; init; } = "give an existing file";

    /// <summary>What jobs are saved to before they are deleted; null for nothing.</summary>
    public SavedFile? Saved { get; init; }

    /// <summary>What the output file is called; null for none.</summary>
    public string? Output { get; init; }

    public Stream OpenInput()
    {
        var name = Input ?? throw NotGiven();
        if (name == "-")
        {
            return host.InputStream;
        }

        try
        {
            return File.OpenRead(Path.Combine(host.WorkingDirectory, name));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new VerbException(ExitCode.Usage, $"'{name}' cannot be read; {InputHint}.", e);
        }
    }

    public Stream OpenSaved() => (Saved ?? throw NotGiven()).Open();

    public Task<long> WriteOutputAsync(Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken) =>
        OutputFile.WriteAsync(host, Output ?? throw NotGiven(), write, cancellationToken);

    public void Dispose() => Saved?.Dispose();

    private static InvalidOperationException NotGiven() => new("The user gave no such file.");
}
