using SidekiqCluster.Verbs;

namespace SidekiqCluster.Cli.Shards;

/// <summary>Reads schema files together.</summary>
internal static class SchemaFiles
{
    /// <summary>The schemas of all files; null when there is no file.</summary>
    /// <param name="host">The host; relative paths begin at its working directory.</param>
    /// <param name="files">The files.</param>
    /// <exception cref="VerbException">A file cannot be read or is no schema file, or a class is in two of them.</exception>
    public static JobSchemas? Read(CliHost host, IReadOnlyList<string> files)
    {
        if (files.Count == 0)
        {
            return null;
        }

        try
        {
            return JobSchemas.Of(files.Distinct().SelectMany(file => Read(Path.Combine(host.WorkingDirectory, file), file)));
        }
        catch (ArgumentException e)
        {
            throw new VerbException(ExitCode.Usage, $"the schema files: {e.Message}", e);
        }
    }

    private static JobSchemas Read(string path, string name)
    {
        try
        {
            return JobSchemas.Parse(File.ReadAllBytes(path));
        }
        catch (FormatException e)
        {
            throw new VerbException(ExitCode.Usage, $"'{name}' is no schema file: {e.Message}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new VerbException(ExitCode.Usage, $"'{name}' cannot be read; give existing schema files with --schema.", e);
        }
    }
}
