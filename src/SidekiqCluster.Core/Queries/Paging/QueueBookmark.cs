using SidekiqCluster.Passes;

namespace SidekiqCluster.Queries.Paging;

/// <summary>Finds the place in a queue up to which an earlier page has read, however the queue moved since.</summary>
/// <remarks>
/// Pushes move the place away from the head and pops towards the tail's end, so it is looked for where it should be
/// and then ever further on both sides, at worst in the whole queue. One round trip when the queue rests.
/// </remarks>
internal sealed class QueueBookmark(IListReader list, SourceMark mark, bool newestFirst, int windowSize)
{
    /// <summary>So many digests in their order are proof enough.</summary>
    private const int Proof = 2;

    private ListStart? _best;
    private int _bestAge = int.MaxValue;
    private long _bestError;

    /// <summary>The place; null when none of the entries that were read last is there any more.</summary>
    public async Task<ListStart?> FindAsync(CancellationToken cancellationToken)
    {
        var length = await list.GetLengthAsync(cancellationToken).ConfigureAwait(false);
        var pushed = newestFirst ? Math.Max(0, length - mark.Length) : 0;
        var popped = newestFirst ? 0 : Math.Max(0, mark.Length - length);
        var guess = Math.Max(0, mark.Distance - 1 + pushed - popped);
        var step = windowSize - SourceMark.MaxRecent;
        var (low, high) = (Math.Max(0, guess - ListPass.Overlap), Math.Max(0, guess - ListPass.Overlap));
        var isEnd = await LookAsync(low, guess, cancellationToken).ConfigureAwait(false);
        while (_bestAge > 0 && (low > 0 || !isEnd))
        {
            if (!isEnd)
            {
                high += step;
                isEnd = await LookAsync(high, guess, cancellationToken).ConfigureAwait(false);
            }

            if (low > 0 && _bestAge > 0)
            {
                low = Math.Max(0, low - step);
                await LookAsync(low, guess, cancellationToken).ConfigureAwait(false);
            }
        }

        return _best;
    }

    /// <summary>Looks for the place in one window; whether the list ends there.</summary>
    private async Task<bool> LookAsync(long from, long guess, CancellationToken cancellationToken)
    {
        var window = await list.ReadAsync(from, windowSize, cancellationToken).ConfigureAwait(false);
        var isEnd = window.Length < windowSize;
        var digests = Array.ConvertAll(window, static entry => SourceMark.DigestOf((ReadOnlyMemory<byte>)entry));
        for (var i = 0; i < digests.Length; i++)
        {
            var age = AgeAt(digests, i);
            var error = Math.Abs(from + i - guess);
            if (age < _bestAge || (age == _bestAge && age < int.MaxValue && error < _bestError))
            {
                _best = new ListStart(window, from, i, isEnd);
                _bestAge = age;
                _bestError = error;
            }
        }

        return isEnd;
    }

    /// <summary>How many entries were read after the one at this index: 0 for the last; the greatest number when unknown.</summary>
    private int AgeAt(ulong[] digests, int index)
    {
        var recent = mark.Recent;
        for (var last = recent.Count - 1; last >= 0; last--)
        {
            var run = 0;
            while (run <= last && run <= index && digests[index - run] == recent[last - run])
            {
                run++;
            }

            if (run > 0 && (run >= Proof || run > last || run > index))
            {
                return recent.Count - 1 - last;
            }
        }

        return int.MaxValue;
    }
}
