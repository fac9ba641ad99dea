using SidekiqCluster.Verbs;

namespace SidekiqCluster.Cli.Files;

/// <summary>The new file that jobs are saved to before they are deleted. It appears when it is opened.</summary>
internal sealed class SavedFile : IDisposable
{
    private readonly string _name;
    private readonly string _path;
    private FileStream? _file;

    /// <param name="host">Where relative names begin.</param>
    /// <param name="name">The file as the user named it.</param>
    /// <exception cref="VerbException">It is there already.</exception>
    public SavedFile(CliHost host, string name)
    {
        _name = name;
        _path = name.Length > 0 ? Path.Combine(host.WorkingDirectory, name) : throw VerbException.Usage("--save is empty; name a new file.");
        if (Path.Exists(_path))
        {
            throw VerbException.Usage($"--save: '{name}' is there already and is not overwritten; name a new file.");
        }
    }

    /// <exception cref="VerbException">The file cannot be made.</exception>
    public FileStream Open()
    {
        try
        {
            return _file = new FileStream(_path, FileMode.CreateNew, FileAccess.Write);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new VerbException(
                ExitCode.Failed, $"'{_name}' cannot be written; choose another file for --save. Nothing was done. ({e.GetType().Name})", e);
        }
    }

    /// <summary>Closes the file; one that nothing was saved to is taken away again.</summary>
    public void Dispose()
    {
        if (_file is null)
        {
            return;
        }

        var isEmpty = _file.Length == 0;
        _file.Dispose();
        if (isEmpty)
        {
            File.Delete(_file.Name);
        }
    }
}
