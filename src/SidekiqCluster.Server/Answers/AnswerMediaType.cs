using Microsoft.Net.Http.Headers;
using SidekiqCluster.Verbs.Answers;

namespace SidekiqCluster.Server.Answers;

/// <summary>A form that answers can be had in.</summary>
/// <param name="Name">What <c>Accept</c> calls it.</param>
/// <param name="Format">How it is written.</param>
internal sealed record AnswerMediaType(string Name, OutputFormat Format)
{
    public static AnswerMediaType Json { get; } = new("application/json", OutputFormat.Json);

    /// <summary>All of them, the one that is taken when any will do first.</summary>
    public static IReadOnlyList<AnswerMediaType> All { get; } =
    [
        Json,
        new("application/x-ndjson", OutputFormat.Jsonl),
        new("text/csv", OutputFormat.Csv),
        new("text/plain", OutputFormat.Table),
    ];

    /// <summary>The value of <c>Content-Type</c>.</summary>
    public string ContentType => $"{Name}; charset=utf-8";

    /// <summary>The one that a request likes best; null when it takes none of them.</summary>
    public static AnswerMediaType? Choose(HttpRequest request)
    {
        var accepted = request.GetTypedHeaders().Accept;
        return accepted.Count == 0
            ? Json
            : accepted.OrderByDescending(static range => range.Quality ?? 1)
                .Where(static range => (range.Quality ?? 1) > 0)
                .Select(static range => All.FirstOrDefault(type => new MediaTypeHeaderValue(type.Name).IsSubsetOf(range)))
                .FirstOrDefault(static type => type is not null);
    }
}
