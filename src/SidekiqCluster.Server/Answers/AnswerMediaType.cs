using Microsoft.Net.Http.Headers;
using SidekiqCluster.Server.Streams;
using SidekiqCluster.Verbs.Answers;

namespace SidekiqCluster.Server.Answers;

/// <summary>A form that answers can be had in.</summary>
/// <param name="Name">What <c>Accept</c> calls it.</param>
/// <param name="Format">How the verb writes it.</param>
internal sealed record AnswerMediaType(string Name, OutputFormat Format)
{
    public static AnswerMediaType Json { get; } = new("application/json", OutputFormat.Json);

    /// <summary>MessagePack of what JSON has.</summary>
    public static AnswerMediaType Packed { get; } = new("application/x-msgpack", OutputFormat.Json);

    /// <summary>An act as events, whose last one has the JSON.</summary>
    public static AnswerMediaType Events { get; } = new(EventWriter.MediaType, OutputFormat.Json);

    /// <summary>Those of what is read, the one that is taken when any will do first.</summary>
    public static IReadOnlyList<AnswerMediaType> OfReads { get; } =
    [
        Json,
        new("application/x-ndjson", OutputFormat.Jsonl),
        new("text/csv", OutputFormat.Csv),
        new("text/plain", OutputFormat.Table),
        Packed,
    ];

    /// <summary>Those of acts.</summary>
    public static IReadOnlyList<AnswerMediaType> OfActs { get; } = [.. OfReads, Events];

    /// <summary>The value of <c>Content-Type</c>.</summary>
    public string ContentType => this == Packed ? Name : $"{Name}; charset=utf-8";

    /// <summary>The one of some that a request likes best; null when it takes none of them.</summary>
    public static AnswerMediaType? Choose(HttpRequest request, IReadOnlyList<AnswerMediaType> forms)
    {
        var accepted = request.GetTypedHeaders().Accept;
        return accepted.Count == 0
            ? forms[0]
            : accepted.OrderByDescending(static range => range.Quality ?? 1)
                .Where(static range => (range.Quality ?? 1) > 0)
                .Select(range => forms.FirstOrDefault(type => new MediaTypeHeaderValue(type.Name).IsSubsetOf(range)))
                .FirstOrDefault(static type => type is not null);
    }
}
