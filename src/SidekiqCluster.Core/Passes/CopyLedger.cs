using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SidekiqCluster.Passes;

/// <summary>
/// What a pass over a list has reported: each payload with its place in the order of the pass, and for those that were
/// met more than once how many copies were reported and how many may be. A payload may be reported as often as it was
/// once seen to stand in the list at one moment.
/// </summary>
internal sealed class CopyLedger
{
    private const int Repeated = -1;

    private readonly SeenSet _seen = new();
    private readonly Dictionary<PayloadDigest, Copies> _repeated = [];
    private int _window;
    private int _next = 1;
    private int _firstOfWindow = 1;

    /// <summary>Different payloads met so far.</summary>
    public int Count => _seen.Count;

    /// <summary>The place of the payload that was met last.</summary>
    public int LastPlace => _next - 1;

    public void Reserve(long expected) => _seen.Reserve(expected);

    /// <summary>From here on, payloads met for the first time are copies that stand in the list together.</summary>
    public void BeginWindow()
    {
        _window++;
        _firstOfWindow = _next;
    }

    /// <summary>Where in the order of the pass a payload was met; 0 when it was not, −1 when it was met repeatedly.</summary>
    public int PlaceOf(PayloadDigest digest)
    {
        ref var place = ref _seen.Find(digest);
        return Unsafe.IsNullRef(ref place) ? 0 : place;
    }

    /// <summary>Whether it takes a count of the list to know how often the payload may be reported.</summary>
    public bool NeedsCount(PayloadDigest digest) => PlaceOf(digest) switch
    {
        0 => false,
        Repeated => !_repeated[digest].IsCounted,
        _ => true,
    };

    /// <summary>Lets a payload that was met before be reported as often as it was just seen in the list at one moment.</summary>
    /// <param name="digest">The payload.</param>
    /// <param name="copies">How often it was seen.</param>
    /// <param name="isCounted">Whether the whole list was counted, so that no later count can be needed.</param>
    public void Allow(PayloadDigest digest, int copies, bool isCounted)
    {
        ref var known = ref RepeatedOf(digest);
        known.Allowed = Math.Max(known.Allowed, copies);
        known.IsCounted |= isCounted;
    }

    /// <summary>Meets a payload: whether it is new to the pass.</summary>
    public bool TryAdd(PayloadDigest digest)
    {
        if (!_seen.TryAdd(digest, _next))
        {
            return false;
        }

        _next++;
        return true;
    }

    /// <summary>Meets a further copy of a payload: whether it is to be reported.</summary>
    /// <param name="digest">The payload.</param>
    /// <param name="isTrusted">Whether it is a copy of its own for sure.</param>
    public bool TryAddCopy(PayloadDigest digest, bool isTrusted)
    {
        if (!isTrusted && PlaceOf(digest) is > 0 and var place && place < _firstOfWindow)
        {
            return false;
        }

        ref var copies = ref RepeatedOf(digest);
        if (isTrusted || copies.FirstWindow == _window)
        {
            copies.Allowed = Math.Max(copies.Allowed, copies.Reported + 1);
        }

        if (copies.Reported >= copies.Allowed)
        {
            return false;
        }

        copies.Reported++;
        _next++;
        return true;
    }

    /// <summary>Whether the payload was met for the first time in the window that is being read.</summary>
    public bool IsOfThisWindow(PayloadDigest digest)
    {
        var place = PlaceOf(digest);
        return place >= _firstOfWindow || (place == Repeated && _repeated[digest].FirstWindow == _window);
    }

    private ref Copies RepeatedOf(PayloadDigest digest)
    {
        ref var place = ref _seen.Find(digest);
        ref var copies = ref CollectionsMarshal.GetValueRefOrAddDefault(_repeated, digest, out var exists);
        if (!exists)
        {
            copies = new Copies { Reported = 1, Allowed = 1, FirstWindow = place >= _firstOfWindow ? _window : 0 };
            place = Repeated;
        }

        return ref copies;
    }

    private struct Copies
    {
        public int Reported;
        public int Allowed;
        public int FirstWindow;
        public bool IsCounted;
    }
}
