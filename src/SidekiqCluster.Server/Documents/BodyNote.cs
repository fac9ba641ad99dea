using SidekiqCluster.Verbs.Answers;

namespace SidekiqCluster.Server.Documents;

/// <summary>The body that an endpoint takes.</summary>
/// <param name="MediaType">What it is.</param>
/// <param name="Shape">What it holds, or one of its lines; null where the endpoint's parameters say it.</param>
/// <param name="Example">One to try.</param>
internal sealed record BodyNote(string MediaType, JsonShape? Shape, string Example)
{
    /// <summary>A body of one JSON value.</summary>
    public const string Json = "application/json";

    /// <summary>A body of a JSON value a line.</summary>
    public const string JsonLines = "application/x-ndjson";
}
