namespace SidekiqCluster.Passes;

/// <summary>
/// Entries with which a window begins and that were read before, in the order in which they were read: the evidence that
/// the window begins where the pass has been.
/// </summary>
/// <param name="End">Index of the run's last entry in the window; −1 when there is no run.</param>
/// <param name="Place">That entry's place in the order of the pass.</param>
internal readonly record struct ListRun(int End, int Place)
{
    public static ListRun None => new(-1, 0);

    public bool Exists => End >= 0;

    /// <summary>
    /// Finds the last run of <see cref="ListPass.RunLength"/> payloads that were met once each, before the first one that
    /// was not met yet. Repeated payloads tell nothing and are passed over.
    /// </summary>
    public static ListRun Find(ReadOnlySpan<PayloadDigest> window, CopyLedger ledger)
    {
        var found = None;
        var length = 0;
        var previous = 0;
        for (var i = 0; i < window.Length; i++)
        {
            var place = ledger.PlaceOf(window[i]);
            if (place == 0)
            {
                break;
            }

            if (place > 0)
            {
                length = place > previous ? length + 1 : 1;
                previous = place;
                found = length >= ListPass.RunLength ? new ListRun(i, place) : found;
            }
        }

        return found;
    }
}
