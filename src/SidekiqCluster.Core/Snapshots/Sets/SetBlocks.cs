using SidekiqCluster.Passes;

namespace SidekiqCluster.Snapshots;

/// <summary>
/// A view of a sorted set cut into blocks of neighbours, to be compared with the set block by block. Members of one score
/// stand in one block, as no count tells them apart.
/// </summary>
internal sealed class SetBlocks
{
    private readonly SnapshotView _view;
    private readonly List<int> _firsts = [0];
    private readonly List<double> _bounds = [];
    private readonly SortedDictionary<int, RawEntry[]> _changed = [];

    public SetBlocks(SnapshotView view, int size)
    {
        _view = view;
        for (var place = size; place < view.Count; place += size)
        {
            place = FirstOfScore(view.Score(place), place);
            if (place < view.Count)
            {
                _firsts.Add(place);
                _bounds.Add(view.Score(place));
            }
        }
    }

    /// <summary>How many blocks.</summary>
    public int Count => _firsts.Count;

    /// <summary>The first score of each block but the first.</summary>
    public IReadOnlyList<double> Bounds => _bounds;

    /// <summary>The bounds of one block alone, and its number among the blocks that these make.</summary>
    public (IReadOnlyList<double> Bounds, int Number) Alone(int block)
    {
        List<double> bounds = [];
        if (block > 0)
        {
            bounds.Add(_bounds[block - 1]);
        }

        if (block < _bounds.Count)
        {
            bounds.Add(_bounds[block]);
        }

        return (bounds, block > 0 ? 1 : 0);
    }

    /// <summary>The members known of a block.</summary>
    public int SizeOf(int block) => _changed.TryGetValue(block, out var members) ? members.Length : EndOf(block) - _firsts[block];

    /// <summary>Takes over the members of a block, when they are not those that are known.</summary>
    public void Put(int block, RawEntry[] members)
    {
        if (_changed.ContainsKey(block) || !IsAsInView(block, members))
        {
            _changed[block] = members;
        }
    }

    /// <summary>The view with what changed: the same when nothing did.</summary>
    public SnapshotView Publish()
    {
        if (_changed.Count == 0)
        {
            return _view;
        }

        var editor = new SnapshotEditor(_view, _view.Columns, _view.AllocatedBytes);
        foreach (var (block, members) in _changed.Reverse())
        {
            editor.Replace(_firsts[block], EndOf(block) - _firsts[block], members);
        }

        return editor.Publish();
    }

    private int EndOf(int block) => block + 1 < _firsts.Count ? _firsts[block + 1] : _view.Count;

    /// <summary>The first place, from one place on, that has another score than the place before; there may be none.</summary>
    private int FirstOfScore(double score, int place)
    {
        if (_view.Score(place - 1) != score)
        {
            return place;
        }

        var (low, high) = (place, _view.Count);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            (low, high) = _view.Score(middle) <= score ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private bool IsAsInView(int block, RawEntry[] members)
    {
        var first = _firsts[block];
        var isSame = members.Length == EndOf(block) - first;
        for (var i = 0; isSame && i < members.Length; i++)
        {
            isSame = members[i].Score.Equals(_view.Score(first + i)) && members[i].Raw.Span.SequenceEqual(_view.Raw(first + i));
        }

        return isSame;
    }
}
