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

    /// <summary>Sends it, unless what it asked for is nowhere, or no shard answered.</summary>
    /// <exception cref="RequestException">There is nothing to send.</exception>
    public async Task WriteAsync(Answer answer, ReadOnlyMemory<byte> content)
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

        if (answer.NotFound.Count > 0 && answer.Rows.Count == 0)
        {
            throw new RequestException(StatusCodes.Status404NotFound, string.Join(' ', answer.NotFound)) { Shards = answer.Shards };
        }

        http.Response.ContentType = type.ContentType;
        http.Response.Headers.Vary = "Accept";
        if (answer.Shards.Any(static shard => !shard.IsOk))
        {
            http.Response.Headers[MissingHeader] = string.Join(',', answer.Shards.Where(static shard => !shard.IsOk).Select(static shard => shard.Shard));
        }

        if (answer.Cursor is { } cursor)
        {
            http.Response.Headers[CursorHeader] = cursor;
        }

        await http.Response.Body.WriteAsync(content, http.RequestAborted);
    }
}
