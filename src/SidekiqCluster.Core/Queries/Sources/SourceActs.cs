using SidekiqCluster.Operations;
using SidekiqCluster.Passes;

namespace SidekiqCluster.Queries;

/// <summary>Tells what acts did to queues and sets, also when they end badly and may have done it.</summary>
internal static class SourceActs
{
    /// <summary>Follows an act that may do anything to a source.</summary>
    public static async Task<T> ChangeAsync<T>(this IShardSources sources, JobSource source, Func<Task<T>> actAsync)
    {
        try
        {
            return await actAsync().ConfigureAwait(false);
        }
        finally
        {
            sources.Changed(source);
        }
    }

    /// <summary>Tells what became of some jobs of a source.</summary>
    /// <param name="sources">Who is told.</param>
    /// <param name="source">Where the jobs stood.</param>
    /// <param name="steps">What was to be done with them.</param>
    /// <param name="outcomes">What was done, in the same order.</param>
    /// <param name="isNow">Whether it was done just now, and is not told of a repeated act.</param>
    public static void Acted(
        this IShardSources sources, JobSource source, IReadOnlyList<ActStep> steps, IReadOnlyList<ActOutcome> outcomes, bool isNow)
    {
        var done = new List<ActStep>();
        foreach (var (step, outcome) in steps.Zip(outcomes))
        {
            if (outcome.State == ActState.Done)
            {
                done.Add(step);
                continue;
            }

            if (outcome.State == ActState.Waiting)
            {
                continue;
            }

            // What is gone went before, what failed was put back, what is unknown may be in either place.
            sources.Changed(source);
            if (step.Verb is ActVerb.ToQueue or ActVerb.ToSet)
            {
                sources.Changed(step.Target);
            }
        }

        if (done.Where(static step => step.Verb != ActVerb.Rescore).Select(static step => step.Bytes).ToList() is { Count: > 0 } taken)
        {
            sources.Removed(source, taken, isNow);
        }

        foreach (var place in done.Where(static step => step.Verb is not (ActVerb.Delete or ActVerb.Drop)).GroupBy(step => TargetOf(step, source)))
        {
            sources.Added(place.Key, [.. place.Select(EntryOf)], isNow);
        }
    }

    private static JobSource TargetOf(ActStep step, JobSource source) => step.Verb == ActVerb.Rescore ? source : step.Target;

    private static RawEntry EntryOf(ActStep step) =>
        new(step.Verb == ActVerb.Rescore ? step.Bytes : step.NewBytes, step.Score);
}
