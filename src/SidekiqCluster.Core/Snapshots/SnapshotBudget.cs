namespace SidekiqCluster.Snapshots;

/// <summary>The memory that all snapshots of a process may take together. Over it, the least used ones go.</summary>
internal sealed class SnapshotBudget(long limit)
{
    private readonly Lock _gate = new();
    private readonly LinkedList<SourceSnapshot> _byUse = [];
    private readonly Dictionary<SourceSnapshot, LinkedListNode<SourceSnapshot>> _places = [];
    private readonly Dictionary<SourceSnapshot, long> _bytes = [];

    /// <summary>The bytes that snapshots may take.</summary>
    public long Limit => limit;

    /// <summary>The bytes that they take, what is being read included.</summary>
    public long Used { get; private set; }

    /// <summary>How often one had to go.</summary>
    public long Evictions { get; private set; }

    /// <summary>Sets aside so many bytes for a snapshot, and lets others go for it; false when they are more than all.</summary>
    public bool TryTake(SourceSnapshot snapshot, long bytes)
    {
        List<SourceSnapshot> evicted = [];
        lock (_gate)
        {
            if (bytes > limit)
            {
                return false;
            }

            Set(snapshot, bytes);
            MoveToEnd(snapshot);
            for (var next = _byUse.First; Used > limit && next is not null; next = next.Next)
            {
                if (next.Value != snapshot && _bytes[next.Value] > 0)
                {
                    evicted.Add(next.Value);
                    Set(next.Value, 0);
                    Evictions++;
                }
            }
        }

        evicted.ForEach(static other => other.Evict());
        return true;
    }

    /// <summary>A snapshot was used: it goes after all others.</summary>
    public void Touch(SourceSnapshot snapshot)
    {
        lock (_gate)
        {
            MoveToEnd(snapshot);
        }
    }

    /// <summary>A snapshot is no more.</summary>
    public void Forget(SourceSnapshot snapshot)
    {
        lock (_gate)
        {
            Set(snapshot, 0);
            _bytes.Remove(snapshot);
            if (_places.Remove(snapshot, out var place))
            {
                _byUse.Remove(place);
            }
        }
    }

    private void Set(SourceSnapshot snapshot, long bytes)
    {
        Used += bytes - _bytes.GetValueOrDefault(snapshot);
        _bytes[snapshot] = bytes;
    }

    private void MoveToEnd(SourceSnapshot snapshot)
    {
        if (!_places.TryGetValue(snapshot, out var place))
        {
            _places.Add(snapshot, _byUse.AddLast(snapshot));
        }
        else if (place.Next is not null)
        {
            _byUse.Remove(place);
            _byUse.AddLast(place);
        }
    }
}
