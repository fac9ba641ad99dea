namespace SidekiqCluster.Passes;

/// <summary>Which window of a list a pass reads next, in distances from the end where it began.</summary>
internal struct ListPlan
{
    private const int Backwards = 4;
    private const int WalksPerEntry = 4;

    private readonly int _windowSize;
    private int _originCount;
    private long _front;
    private long _back;
    private long _walked;

    public ListPlan(int windowSize)
    {
        _windowSize = windowSize;
        _originCount = windowSize;
        Count = windowSize;
    }

    /// <summary>Distance of the window's first entry.</summary>
    public long From { get; private set; }

    /// <summary>Entries to read.</summary>
    public int Count { get; private set; }

    /// <summary>Whether nothing can hide before the window.</summary>
    public readonly bool IsAtOrigin => From == 0;

    /// <summary>The plan after this one when its window is full and most of it new, as it is when nobody takes entries away.</summary>
    public readonly ListPlan Next
    {
        get
        {
            var next = this;
            next.StepOn(Count);
            return next;
        }
    }

    /// <summary>The window shows nothing that was read before: look for it four times as far back as last time.</summary>
    public void StepBack()
    {
        _back = _back == 0 ? ListPass.Overlap * Backwards : _back * Backwards;
        MoveTo(Math.Max(0, _front - _back));
    }

    /// <summary>The window was taken and had new entries: read on behind it.</summary>
    public void StepOn(int read)
    {
        _walked = 0;
        _originCount = _windowSize;
        ReadOnFrom(From + read);
    }

    /// <summary>
    /// The window was taken and had nothing new. Jump once to where the unread entries should be, then walk there; when
    /// they seem to run away, start over.
    /// </summary>
    /// <param name="read">Entries of the window.</param>
    /// <param name="ahead">How far behind the window's first entry unread ones begin if none was deleted between.</param>
    /// <param name="readSoFar">Entries the pass has read.</param>
    public void StepOver(int read, int ahead, int readSoFar)
    {
        var hasJumped = _walked > 0;
        _walked += read;
        if (_walked > WalksPerEntry * ((long)readSoFar + _windowSize))
        {
            StartOver(read);
            return;
        }

        ReadOnFrom(From + (hasJumped ? read : Math.Max(read, ahead)));
    }

    /// <summary>Only a window of twice the length from the very end can tell what is new.</summary>
    public void StartOver(int read)
    {
        _originCount = (int)Math.Min(Array.MaxLength, 2L * (From + read));
        MoveTo(0);
    }

    /// <summary>Back to the end where the pass began, to see what came in there.</summary>
    public void Return()
    {
        _originCount = _windowSize;
        ReadOnFrom(0);
    }

    /// <summary>As if this window had just been read.</summary>
    public void Resume(long from, int count)
    {
        From = from;
        Count = count;
    }

    private void ReadOnFrom(long front)
    {
        _front = front;
        _back = 0;
        MoveTo(Math.Max(0, front - ListPass.Overlap));
    }

    private void MoveTo(long from)
    {
        From = from;
        Count = IsAtOrigin ? _originCount : _windowSize;
    }
}
