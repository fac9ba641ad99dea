using SidekiqCluster.Passes;

namespace SidekiqCluster.Snapshots;

/// <summary>
/// Acts on a source that its view does not show yet. They are worked in when somebody asks, all at once: a long operation
/// tells of thousands, and each time costs a walk over the view. For one thread at a time.
/// </summary>
internal sealed class SnapshotActs(ISourceRefresh refresh)
{
    /// <summary>More jobs than this are found out by reading the source again.</summary>
    private const int MaxJobs = 50_000;

    private readonly List<ReadOnlyMemory<byte>> _removed = [];
    private readonly List<RawEntry> _added = [];
    private bool _isUncertain;

    /// <summary>How many acts were told so far.</summary>
    public long Count { get; private set; }

    /// <summary>Jobs were taken out.</summary>
    /// <param name="payloads">Their bytes.</param>
    /// <param name="isUncertain">
    /// Whether the source may look otherwise, as that was long ago, or may have looked so already to a refresh under way.
    /// </param>
    public void Remove(IReadOnlyCollection<ReadOnlyMemory<byte>> payloads, bool isUncertain)
    {
        // What was put in and taken out again, only the source itself can put into order.
        Tell(isUncertain || _added.Count > 0);
        _removed.AddRange(payloads);
        Limit();
    }

    /// <summary>Jobs were put in, or have another score.</summary>
    /// <inheritdoc cref="Remove"/>
    public void Add(IReadOnlyCollection<RawEntry> entries, bool isUncertain)
    {
        Tell(isUncertain || !refresh.CanAdd);
        if (refresh.CanAdd)
        {
            _added.AddRange(entries);
            Limit();
        }
    }

    /// <summary>Anything was done, or may have been.</summary>
    public void Doubt() => Tell(isUncertain: true);

    /// <summary>The view with all that was told, which the caller holds; null when only a refresh can tell.</summary>
    public SnapshotView? TryApply(SnapshotView view)
    {
        if (_isUncertain)
        {
            return null;
        }

        var next = RemoveAll(view);
        if (next is not null && _added.Count > 0)
        {
            var removed = next;
            next = refresh.Add(removed, _added);
            if (removed != view && next != removed)
            {
                removed.Dispose();
            }
        }

        _isUncertain = next is null;
        Forget();
        return next;
    }

    /// <summary>
    /// The view as a refresh may begin with it, which will compare it with the source: without the jobs that were taken out,
    /// as far as is known. What was told is then for the refresh to find out.
    /// </summary>
    public SnapshotView Settle(SnapshotView view)
    {
        var next = RemoveAll(view) ?? view;
        Forget();
        _isUncertain = false;
        return next;
    }

    private SnapshotView? RemoveAll(SnapshotView view) => _removed.Count == 0 ? view : refresh.Remove(view, _removed);

    private void Tell(bool isUncertain)
    {
        Count++;
        _isUncertain |= isUncertain;
    }

    private void Limit()
    {
        if (_removed.Count + _added.Count > MaxJobs)
        {
            Forget();
            _isUncertain = true;
        }
    }

    private void Forget()
    {
        _removed.Clear();
        _added.Clear();
    }
}
