using SidekiqCluster.Verbs;

namespace SidekiqCluster.Cli.Files;

/// <summary>Files that the user named for data: written whole or not at all, and instead of what was there.</summary>
internal static class OutputFile
{
    /// <summary>Writes a file; answers its size in bytes.</summary>
    /// <exception cref="VerbException">It cannot be written.</exception>
    public static async Task<long> WriteAsync(
        CliHost host, string file, Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken)
    {
        var path = Path.Combine(host.WorkingDirectory, file);
        var partial = path + ".partial";
        try
        {
            long bytes;
            await using (var target = new FileStream(partial, FileMode.Create, FileAccess.Write))
            {
                await write(target, cancellationToken);
                bytes = target.Length;
            }

            File.Move(partial, path, overwrite: true);
            return bytes;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new VerbException(ExitCode.Failed, $"'{file}' cannot be written; choose another FILE. ({e.GetType().Name})", e);
        }
    }
}
