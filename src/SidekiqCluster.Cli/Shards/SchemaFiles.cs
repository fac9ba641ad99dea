using SidekiqCluster.Verbs;

namespace SidekiqCluster.Cli.Shards;

/// <summary>Reads schema files.</summary>
internal static class SchemaFiles
{
    /// <summary>The files, each once.</summary>
    /// <param name="host">The host; relative paths begin at its working directory.</param>
    /// <param name="files">The files.</param>
    /// <exception cref="VerbException">A file cannot be read.</exception>
    public static IReadOnlyList<SchemaText> Read(CliHost host, IReadOnlyList<string> files) =>
        [.. files.Distinct().Select(file => Read(Path.Combine(host.WorkingDirectory, file), file))];

    private static SchemaText Read(string path, string name)
    {
        try
        {
            return new SchemaText(name, File.ReadAllBytes(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new VerbException(ExitCode.Usage, $"'{name}' cannot be read; give existing schema files with --schema.", e);
        }
    }
}
