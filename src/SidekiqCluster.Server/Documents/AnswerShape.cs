using SidekiqCluster.Verbs.Answers;

namespace SidekiqCluster.Server.Documents;

/// <summary>What an endpoint answers, for the OpenAPI document.</summary>
/// <param name="Whole">The answer as JSON.</param>
/// <param name="Row">A row of it, as JSON lines and CSV have them; null of an endpoint that answers JSON alone.</param>
internal sealed record AnswerShape(JsonShape Whole, JsonShape? Row = null);
