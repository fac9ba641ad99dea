using SidekiqCluster.Verbs;

namespace SidekiqCluster.Cli.Acts;

/// <summary>The new file that jobs are saved to before they are deleted. It appears with the first shard that is worked on.</summary>
internal sealed class SaveFile : IDisposable
{
    private readonly Lazy<FileStream> _file;
    private readonly Lazy<SavedJobWriter> _writer;

    /// <param name="host">Where relative names begin.</param>
    /// <param name="name">The file as the user named it.</param>
    /// <exception cref="VerbException">It is there already.</exception>
    public SaveFile(CliHost host, string name)
    {
        var path = name.Length > 0 ? Path.Combine(host.WorkingDirectory, name) : throw VerbException.Usage("--save is empty; name a new file.");
        if (Path.Exists(path))
        {
            throw VerbException.Usage($"--save: '{name}' is there already and is not overwritten; name a new file.");
        }

        _file = new(() => Open(path, name));
        _writer = new(() => new SavedJobWriter(_file.Value));
    }

    /// <exception cref="VerbException">The file cannot be made.</exception>
    public SavedJobWriter Writer => _writer.Value;

    /// <summary>Closes the file; one that nothing was saved to is taken away again.</summary>
    public void Dispose()
    {
        if (_file.IsValueCreated)
        {
            var isEmpty = _file.Value.Length == 0;
            _file.Value.Dispose();
            if (isEmpty)
            {
                File.Delete(_file.Value.Name);
            }
        }
    }

    private static FileStream Open(string path, string name)
    {
        try
        {
            return new FileStream(path, FileMode.CreateNew, FileAccess.Write);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new VerbException(
                ExitCode.Failed, $"'{name}' cannot be written; choose another file for --save. Nothing was done. ({e.GetType().Name})", e);
        }
    }
}
