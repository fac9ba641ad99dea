using System.Globalization;
using System.Runtime.CompilerServices;

namespace SidekiqCluster.Verbs.Pushes;

/// <summary>Jobs to push, one a line.</summary>
/// <param name="lines">What reads a line.</param>
/// <param name="name">What they stand in, for errors.</param>
internal sealed class PushLines(PushLine lines, string name)
{
    /// <summary>The jobs of a stream, read as they are asked for.</summary>
    /// <exception cref="VerbException">A line is no job.</exception>
    public async IAsyncEnumerable<JobRequest> ReadAsync(Stream stream, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var number = 0L;
        await foreach (var line in JsonLines.ReadAsync(stream, cancellationToken))
        {
            yield return ReadLine(line, ++number);
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
            throw new VerbException(ExitCode.Usage, string.Create(CultureInfo.InvariantCulture, $"line {number} of {name} {e.Message}."), e);
        }
    }
}
