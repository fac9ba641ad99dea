using Microsoft.Net.Http.Headers;
using SidekiqCluster.Server.Requests;
using SidekiqCluster.Verbs.Answers;

namespace SidekiqCluster.Server.Answers;

/// <summary>Sends an answer that is there as a whole.</summary>
internal sealed class AnswerResponse(HttpContext http, AnswerMediaType type)
{
    /// <summary>The header that names the shards which did not answer.</summary>
    public const string MissingHeader = "Sidekiq-Cluster-Missing-Shards";

    /// <summary>The header with what gives the next page.</summary>
    public const string CursorHeader = "Sidekiq-Cluster-Cursor";

    /// <summary>Makes sure that what an answer asked for is somewhere, and that a shard answered.</summary>
    /// <exception cref="RequestException">There is nothing to send.</exception>
    public static Answer Demand(Answer answer)
    {
        if (answer.Shards.Count > 0 && answer.Shards.All(static shard => !shard.IsOk))
        {
            throw new RequestException(
                StatusCodes.Status503ServiceUnavailable,
                string.Join(' ', answer.Shards.Select(static shard => shard.Error).Distinct()))
            {
                Shards = answer.Shards,
            };
        }

        return answer.NotFound.Count > 0 && answer.Rows.Count == 0
            ? throw new RequestException(StatusCodes.Status404NotFound, string.Join(' ', answer.NotFound)) { Shards = answer.Shards }
            : answer;
    }

    /// <summary>Sends it; just that it is the same, when the client has it already.</summary>
    /// <param name="answer">An answer that was demanded.</param>
    /// <param name="content">The answer in its form.</param>
    public async Task WriteAsync(Answer answer, ReadOnlyMemory<byte> content)
    {
        var headers = http.Response.Headers;
        headers.Vary = "Accept";
        if (answer.Shards.Any(static shard => !shard.IsOk))
        {
            headers[MissingHeader] = string.Join(',', answer.Shards.Where(static shard => !shard.IsOk).Select(static shard => shard.Shard));
        }

        if (answer.Cursor is { } cursor)
        {
            headers[CursorHeader] = cursor;
        }

        if (HttpMethods.IsGet(http.Request.Method) && IsKnown(answer))
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        http.Response.ContentType = type.ContentType;
        await http.Response.Body.WriteAsync(content, http.RequestAborted);
    }

    private bool IsKnown(Answer answer)
    {
        var tag = AnswerTag.Of(answer, type);
        http.Response.GetTypedHeaders().ETag = tag;

        // Keep it, but ask again before it is used; what one caller may see is not for another.
        http.Response.GetTypedHeaders().CacheControl = new CacheControlHeaderValue { Private = true, NoCache = true };
        return AnswerTag.IsKnown(http.Request, tag);
    }
}
