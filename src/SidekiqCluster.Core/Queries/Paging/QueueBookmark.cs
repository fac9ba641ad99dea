using SidekiqCluster.Passes;

namespace SidekiqCluster.Queries.Paging;

/// <summary>Finds the place in a queue up to which an earlier page has read, however the queue moved since.</summary>
/// <remarks>
/// Pushes move the place away from the head and pops towards the tail's end, so it is looked for where it should be
/// and then ever further on both sides, at worst in the whole queue. One round trip when the queue rests.
/// </remarks>
internal sealed class QueueBookmark(IListReader list, SourceMark mark, bool newestFirst, int windowSize)
{
    /// <summary>So many entries in their order are proof enough that they are those that were read.</summary>
    private const int Proof = 2;

    private ListStart? _best;
    private int _age = int.MaxValue;
    private long _error;

    /// <summary>Whether no entry that was read later can stand beyond the window in which the place was found.</summary>
    private bool IsFound => _best is { } best && (best.IsEnd || best.Last + _age < best.Window.Length);

    /// <summary>The place; null when none of the entries that are remembered is there any more.</summary>
    public async Task<ListStart?> FindAsync(CancellationToken cancellationToken)
    {
        var length = await list.GetLengthAsync(cancellationToken).ConfigureAwait(false);
        var pushed = newestFirst ? Math.Max(0, length - mark.Length) : 0;
        var popped = newestFirst ? 0 : Math.Max(0, mark.Length - length);
        var guess = Math.Max(0, mark.Distance - 1 + pushed - popped);
        var step = windowSize - ReadEntries.Complete;
        var low = Math.Max(0, guess - ListPass.Overlap);
        var high = low;
        var isEnd = await LookAsync(low, guess, cancellationToken).ConfigureAwait(false);
        while (!IsFound && (low > 0 || !isEnd))
        {
            if (!isEnd)
            {
                high += step;
                isEnd = await LookAsync(high, guess, cancellationToken).ConfigureAwait(false);
            }

            if (low > 0 && !IsFound)
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
            if (FindAge(digests.AsSpan(0, i + 1)) is not { } age)
            {
                continue;
            }

            var error = Math.Abs(from + i - guess);
            if (age < _age || (age == _age && error < _error))
            {
                (_best, _age, _error) = (new ListStart(window, from, i, isEnd), age, error);
            }
        }

        return isEnd;
    }

    /// <summary>
    /// How many entries were read after the last one of these; null when it was not read. Of entries that were read
    /// shortly before it, one must stand before it, lest it be a copy; some may have been deleted.
    /// </summary>
    private int? FindAge(ReadOnlySpan<ulong> digests)
    {
        var recent = mark.Recent;
        for (var last = recent.Count - 1; last >= 0; last--)
        {
            if (digests[^1] != recent[last].Digest)
            {
                continue;
            }

            var found = 1;
            for (var before = last - 1; before >= 0 && found < Proof && found < digests.Length; before--)
            {
                found += digests[^(found + 1)] == recent[before].Digest ? 1 : 0;
            }

            if (found == Proof || found == digests.Length || last == 0 || recent[last].Age >= ReadEntries.Complete)
            {
                return recent[last].Age;
            }
        }

        return null;
    }
}
