using System.Globalization;
using SidekiqCluster.Verbs;
using SidekiqCluster.Verbs.Pushes;

namespace SidekiqCluster.Server.Requests;

/// <summary>Jobs to push in the body of a request.</summary>
internal static class PushedJobs
{
    private static readonly JobRequest Nothing = new() { Class = string.Empty, Args = JsonArguments.None };

    /// <summary>The one job of a body.</summary>
    /// <exception cref="RequestException">It is none.</exception>
    public static async Task<JobRequest> ReadOneAsync(HttpRequest request, DateTimeOffset now)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
        try
        {
            return new PushLine(Nothing, now).Read(body.ToArray());
        }
        catch (FormatException e)
        {
            throw RequestException.Bad($"The job {e.Message}.", e);
        }
    }

    /// <summary>The jobs of a body, one a line, read as they are asked for.</summary>
    /// <exception cref="VerbException">A line is no job.</exception>
    public static async IAsyncEnumerable<JobRequest> ReadAllAsync(HttpRequest request, DateTimeOffset now)
    {
        var lines = new PushLine(Nothing, now);
        var number = 0L;
        await foreach (var line in JsonLines.ReadAsync(request.Body, request.HttpContext.RequestAborted))
        {
            yield return Read(lines, line, ++number);
        }
    }

    private static JobRequest Read(PushLine lines, ReadOnlyMemory<byte> line, long number)
    {
        try
        {
            return lines.Read(line);
        }
        catch (FormatException e)
        {
            throw new VerbException(ExitCode.Usage, string.Create(CultureInfo.InvariantCulture, $"line {number} of the body {e.Message}."), e);
        }
    }
}
