using SidekiqCluster.Passes;
using StackExchange.Redis;

namespace SidekiqCluster.Operations;

/// <summary>Neighbours of a queue that are copied by one call, as they were read: from the last ones copied towards the head.</summary>
/// <param name="Count">How many.</param>
/// <param name="Jobs">The chosen ones, the first to run first.</param>
/// <param name="Deleted">The bytes of those that go, in the same order.</param>
/// <param name="Nearest">The entries nearest the head that were read then, in the list's order.</param>
/// <param name="IsLast">Whether the list ended with them.</param>
internal sealed record CopyWindow(
    int Count, IReadOnlyList<JobRecord> Jobs, IReadOnlyList<ReadOnlyMemory<byte>> Deleted, RedisValue[] Nearest, bool IsLast)
{
    /// <summary>The first window: all that was read, which is not copied.</summary>
    public static CopyWindow Begin(RawPage page, JobChoice choice, SwapOptions options) =>
        Take(page, page.Count, page.Count, [], choice, choice.Most, options);

    /// <summary>The next window within a page; null when the page does not show where the last one ended.</summary>
    /// <param name="page">Entries in the list's order.</param>
    /// <param name="asked">How many were asked for.</param>
    /// <param name="nearest">What the last window ended with.</param>
    /// <param name="choice">Which jobs.</param>
    /// <param name="most">How many may still be chosen.</param>
    /// <param name="options">Sizes.</param>
    public static CopyWindow? Next(
        RawPage page, long asked, RedisValue[] nearest, JobChoice choice, long most, SwapOptions options)
    {
        if (Find(page, nearest.AsSpan(0, options.Run)) is not { } end)
        {
            return null;
        }

        var window = Take(page, end, Math.Min(options.Window, end), nearest, choice, most, options);
        return window with { IsLast = window.Count == end && page.Count < asked };
    }

    /// <summary>Where a run stands in a page; null when it does not, or in several places.</summary>
    public static int? Find(RawPage page, ReadOnlySpan<RedisValue> run)
    {
        int? found = null;
        for (var at = 0; at <= page.Count - run.Length; at++)
        {
            if (IsRun(page, at, run))
            {
                if (found is not null)
                {
                    return null;
                }

                found = at;
            }
        }

        return found;
    }

    private static bool IsRun(RawPage page, int at, ReadOnlySpan<RedisValue> run)
    {
        for (var i = 0; i < run.Length; i++)
        {
            if (!page.Raw(at + i).Span.SequenceEqual(((ReadOnlyMemory<byte>)run[i]).Span))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Takes entries before an index, up to the one with which enough are chosen.</summary>
    private static CopyWindow Take(
        RawPage page, int end, int count, RedisValue[] nearest, JobChoice choice, long most, SwapOptions options)
    {
        var jobs = new List<JobRecord>();
        var deleted = new List<ReadOnlyMemory<byte>>();
        for (var at = end - 1; at >= end - count && jobs.Count < most; at--)
        {
            if (choice.Choose(page[at]) is { } job)
            {
                jobs.Add(job);
                if (choice.IsDeleted(job))
                {
                    deleted.Add(job.Raw);
                }

                // Equal ones after it are not chosen any more, and a call leaves out all that are equal.
                count = jobs.Count == most && nearest.Length > 0 ? end - at : count;
            }
        }

        var kept = Math.Min(count, options.Anchor);
        RedisValue[] next = [.. Enumerable.Range(end - count, kept).Select(at => (RedisValue)page.Raw(at).ToArray())];
        return new CopyWindow(count, jobs, deleted, [.. next, .. nearest.Take(options.Anchor - kept)], IsLast: false);
    }
}
