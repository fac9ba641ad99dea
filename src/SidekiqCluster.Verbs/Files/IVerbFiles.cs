namespace SidekiqCluster.Verbs.Files;

/// <summary>The files of whoever runs a verb, one for each use: a verb neither names nor chooses them.</summary>
internal interface IVerbFiles
{
    /// <summary>Opens what is to be read.</summary>
    /// <exception cref="VerbException">It cannot be read.</exception>
    Stream OpenInput();

    /// <summary>Makes the new file that jobs are saved to before they are deleted. What was written to it is safe once it is flushed.</summary>
    /// <exception cref="VerbException">It cannot be made.</exception>
    Stream OpenSaved();

    /// <summary>Writes the file that is asked for, as a whole or not at all, and instead of what was there.</summary>
    /// <returns>Its size in bytes.</returns>
    /// <exception cref="VerbException">It cannot be written.</exception>
    Task<long> WriteOutputAsync(Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken);
}
