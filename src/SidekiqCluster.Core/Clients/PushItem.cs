namespace SidekiqCluster.Clients;

/// <summary>One job of a bulk push, or the reason why it is none.</summary>
internal readonly record struct PushItem
{
    public PushItem(PushTemplate template, JsonArguments? args, DateTimeOffset? at = null)
    {
        Template = template;
        Args = args;
        At = at;
        Problem = template.FindProblem(args, at);
    }

    private PushItem(string problem) => Problem = problem;

    public PushTemplate? Template { get; }

    public JsonArguments? Args { get; }

    public DateTimeOffset? At { get; }

    /// <summary>Why it cannot be pushed, a sentence; null when it can.</summary>
    public string? Problem { get; }

    public static PushItem Refused(string problem) => new(problem);

    /// <summary>When it is due; null for at once.</summary>
    public DateTimeOffset? DueAt(DateTimeOffset now) => Problem is null ? Template!.DueAt(At, now) : null;
}
