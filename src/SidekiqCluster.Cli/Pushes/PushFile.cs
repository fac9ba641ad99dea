using System.Globalization;
using System.Runtime.CompilerServices;
using SidekiqCluster.Verbs;
using SidekiqCluster.Verbs.Pushes;

namespace SidekiqCluster.Cli.Pushes;

/// <summary>A file of jobs to push, one a line.</summary>
/// <param name="name">The file as the user named it; <c>-</c> for the input.</param>
/// <param name="host">Where it is.</param>
/// <param name="lines">What reads a line.</param>
internal sealed class PushFile(string name, CliHost host, PushLine lines)
{
    /// <summary>Whether it can be read only once.</summary>
    public bool IsInput => name == "-";

    /// <summary>Reads all lines and keeps none, so that a wrong one is known before anything is sent.</summary>
    /// <returns>How many there are.</returns>
    /// <exception cref="VerbException">The file cannot be read, or one of its lines is no job.</exception>
    public async Task<long> CheckAsync(CancellationToken cancellationToken)
    {
        var count = 0L;
        await foreach (var _ in ReadAsync(cancellationToken))
        {
            count++;
        }

        return count;
    }

    /// <summary>The jobs, read as they are asked for.</summary>
    /// <exception cref="VerbException">The file cannot be read, or one of its lines is no job.</exception>
    public async IAsyncEnumerable<JobRequest> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await using var file = Open();
        var number = 0L;
        await foreach (var line in JsonLines.ReadAsync(file, cancellationToken))
        {
            yield return ReadLine(line, ++number);
        }
    }

    private Stream Open()
    {
        if (IsInput)
        {
            return host.InputStream;
        }

        try
        {
            return File.OpenRead(Path.Combine(host.WorkingDirectory, name));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new VerbException(ExitCode.Usage, $"'{name}' cannot be read; give an existing file with --bulk, or - for the input.", e);
        }
    }

    private JobRequest ReadLine(ReadOnlyMemory<byte> line, long number)
    {
        try
        {
            return lines.Read(line);
        }
        catch (FormatException e)
        {
            var file = IsInput ? "the input" : $"'{name}'";
            throw new VerbException(
                ExitCode.Usage, string.Create(CultureInfo.InvariantCulture, $"line {number} of {file} {e.Message}."), e);
        }
    }
}
