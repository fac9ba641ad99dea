using SidekiqCluster.Passes;

namespace SidekiqCluster.Snapshots;

/// <summary>
/// Finds out from a look at both ends of a list what it holds all over, given what it held when the snapshot was taken.
/// </summary>
/// <remarks>
/// <para>
/// Let O be the snapshot, which was exact, and N the list at the moment of the probe. Assume first that nobody put
/// anything into the middle of the list or changed it in place meanwhile (that is what <see cref="ServerEpoch"/> is
/// for). Then each entry of N either stayed there all the time, or was pushed at an end; and those that stayed are in
/// their old order, behind all that were pushed at the head and before all that were pushed at the tail.
/// </para>
/// <para>
/// We ask that at the head of N, behind k entries, a run of entries equals the first ones of O, place by place, and that
/// the same holds, with the same k, for a run near the tail of N; and that in each of the two runs as many as
/// <c>anchors</c> payloads are such as O holds once. If fewer than that were pushed again at that end, then at least one
/// of them stayed; and as O holds it once, it stands for itself and not for a copy: an entry that stayed is at the place
/// that we took it for. So we have one entry that stayed near each end, with equally many entries between them in N as in
/// O. Those in N between two that stayed have stayed as well, and are therefore some of those in O, in their order. As
/// they are equally many, they are the same. What stands outside of the two was read. So N is known, exactly.
/// </para>
/// <para>
/// Nothing of this asks that all of O was in the list at one moment, only that no entry is missing in it: so pushes may
/// first be read by a command of its own and put before O, and a list may be read by pages while it moves.
/// </para>
/// <para>
/// Entries that were taken out of the middle make the places at the tail disagree, whoever took them and however many
/// were pushed and popped beside. One entry at the end would not be proof enough: a process that is shut down pushes the
/// jobs that it ran back at the tail, perhaps the very ones that stood there.
/// </para>
/// <para>
/// What the assumption rests on when the server does not tell its counts, and what happens when as many payloads of O as
/// there are anchors are pushed again between two probes in their old order: each probe also compares one window in the
/// middle, the next one each time, so that a mistake is found before all of the list has been compared once.
/// </para>
/// </remarks>
internal sealed class ListOverlap(SnapshotView old, PayloadCensus census, int anchors)
{
    /// <summary>What moved; null when it is not certain that only the ends did.</summary>
    /// <param name="probe">What was seen.</param>
    /// <param name="isHeadFound">Whether the snapshot's head is there at all: else it may stand further from the list's head.</param>
    public ListShift? Find(ListProbe probe, out bool isHeadFound)
    {
        var head = FindPushed(RawPage.Of(probe.Head));
        isHeadFound = head is not null;
        if (head is not { } pushed)
        {
            return null;
        }

        var tailFrom = probe.Length - probe.Tail.Length - pushed;
        var (found, matched) = Compare(RawPage.Of(probe.Tail), 0, probe.Tail.Length, tailFrom);
        var kept = tailFrom + matched;
        return found >= anchors && kept <= old.Count && IsWindowAsItWas(probe, pushed, kept)
            ? new ListShift(pushed, (int)(old.Count - kept), probe.Tail.Length - matched)
            : null;
    }

    /// <summary>How many entries stand before the snapshot's own; null when those are not found.</summary>
    public int? FindPushed(RawPage head)
    {
        for (var pushed = 0; pushed < head.Count; pushed++)
        {
            var (found, matched) = Compare(head, pushed, head.Count, -pushed);
            if (found >= anchors && pushed + matched == head.Count)
            {
                return pushed;
            }
        }

        return null;
    }

    private bool IsWindowAsItWas(ListProbe probe, int pushed, long kept)
    {
        var offset = probe.WindowFrom - pushed;
        var from = (int)Math.Clamp(-offset, 0, probe.Window.Length);
        var to = (int)Math.Clamp(kept - offset, from, probe.Window.Length);
        return Compare(RawPage.Of(probe.Window), from, to, offset).Matched == to - from;
    }

    /// <summary>
    /// How many entries, from an index on, stand where the snapshot has them, and how many of those it has once.
    /// </summary>
    /// <param name="read">Entries in the list's order.</param>
    /// <param name="from">The first one that is compared.</param>
    /// <param name="to">The one behind the last that is.</param>
    /// <param name="offset">The place, from the snapshot's head, of the entry at index 0.</param>
    private (int Anchors, int Matched) Compare(RawPage read, int from, int to, long offset)
    {
        var found = 0;
        var matched = 0;
        for (var i = from; i < to; i++)
        {
            var place = i + offset;
            if (place >= old.Count)
            {
                break;
            }

            if (place >= 0)
            {
                var payload = read.Raw(i).Span;
                if (!payload.SequenceEqual(old.Raw((int)(old.Count - 1 - place))))
                {
                    break;
                }

                found += census.IsUnique(payload) ? 1 : 0;
            }

            matched++;
        }

        return (found, matched);
    }
}
