using SidekiqCluster.Passes;

namespace SidekiqCluster.Queries.Paging;

/// <summary>Finds the place in a set up to which an earlier page has read, however the set changed since.</summary>
/// <remarks>
/// The score tells the place but for members that share it, among which the last one read is looked for. When it is gone
/// they are given again. Two round trips when the set rests.
/// </remarks>
internal sealed class SetBookmark(ISetReader set, SourceMark mark, int windowSize)
{
    public async Task<SetStart> FindAsync(CancellationToken cancellationToken)
    {
        var first = await set.CountBeforeAsync(mark.Score, cancellationToken).ConfigureAwait(false);
        var hint = first + Math.Max(0, mark.Distance - 1 - ListPass.Overlap);
        var (start, _) = await LookAsync(hint, cancellationToken).ConfigureAwait(false);
        for (var from = first; start is null; from += windowSize)
        {
            (start, var isLast) = await LookAsync(from, cancellationToken).ConfigureAwait(false);
            if (isLast)
            {
                break;
            }
        }

        return start ?? new SetStart(new RawEntry(default, BeforeScore()), first);
    }

    /// <summary>Looks in one window; whether the members of the score end there.</summary>
    private async Task<(SetStart? Start, bool IsLast)> LookAsync(long from, CancellationToken cancellationToken)
    {
        var window = await set.ReadAsync(from, windowSize, cancellationToken).ConfigureAwait(false);
        var age = int.MaxValue;
        SetStart? start = null;
        for (var i = 0; i < window.Length; i++)
        {
            var found = window[i].Score == mark.Score ? AgeOf(window[i]) : int.MaxValue;
            if (found < age)
            {
                age = found;
                start = new SetStart(window[i], from + i + 1);
            }
        }

        return (start, window.Length < windowSize || window[^1].Score != mark.Score);
    }

    private int AgeOf(RawEntry entry)
    {
        var digest = SourceMark.DigestOf(entry.Raw);
        foreach (var read in mark.Recent)
        {
            if (read.Digest == digest)
            {
                return read.Age;
            }
        }

        return int.MaxValue;
    }

    /// <summary>A score that, with no bytes, stands before all members of the mark's score and behind all others.</summary>
    private double BeforeScore() => set.IsDescending ? Math.BitIncrement(mark.Score) : mark.Score;
}
