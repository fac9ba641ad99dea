using SidekiqCluster.Verbs.Pushes;

namespace SidekiqCluster.Server.Requests;

/// <summary>The job to push in the body of a request.</summary>
internal static class PushedJob
{
    /// <summary>The one job of a body.</summary>
    /// <exception cref="RequestException">It is none.</exception>
    public static async Task<JobRequest> ReadAsync(HttpRequest request, DateTimeOffset now)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
        try
        {
            return new PushLine(PushLine.Nothing, now).Read(body.ToArray());
        }
        catch (FormatException e)
        {
            throw RequestException.Bad($"The job {e.Message}.", e);
        }
    }
}
