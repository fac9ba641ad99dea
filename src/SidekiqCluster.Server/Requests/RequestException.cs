namespace SidekiqCluster.Server.Requests;

/// <summary>Why a request cannot be answered, in words that name the thing and the remedy.</summary>
/// <param name="status">The HTTP status.</param>
/// <param name="message">The words.</param>
/// <param name="inner">What happened, if something did.</param>
internal sealed class RequestException(int status, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The HTTP status.</summary>
    public int Status => status;

    /// <summary>How the shards fared that were asked; none when it did not come to that.</summary>
    public IReadOnlyList<ShardOutcome> Shards { get; init; } = [];

    /// <summary>Something in the request is wrong.</summary>
    public static RequestException Bad(string message, Exception? inner = null) => new(StatusCodes.Status400BadRequest, message, inner);
}
