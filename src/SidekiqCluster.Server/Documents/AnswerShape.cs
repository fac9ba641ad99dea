using SidekiqCluster.Verbs.Answers;

namespace SidekiqCluster.Server.Documents;

/// <summary>What an endpoint answers, for the OpenAPI document.</summary>
/// <param name="Whole">The answer as JSON.</param>
/// <param name="Row">A row of it, as JSON lines and CSV have them; null of an endpoint that answers JSON alone.</param>
internal sealed record AnswerShape(JsonShape Whole, JsonShape? Row = null)
{
    /// <summary>Whether it is sent as events again and again, and in no other form.</summary>
    public bool IsEvents { get; init; }

    /// <summary>What it is, where it is a file of a form of its own; else null.</summary>
    public string? FileType { get; init; }

    /// <summary>Whether it is sent row by row as it is read.</summary>
    public bool IsStreamed { get; init; }
}
