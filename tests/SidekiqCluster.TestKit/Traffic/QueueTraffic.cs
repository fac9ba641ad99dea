namespace SidekiqCluster.TestKit.Traffic;

/// <summary>
/// All that can happen to a queue, at random from a seed, applied to a model of the list: pushes, pops, jobs pushed back,
/// removals, and what Sidekiq itself never does: entries replaced in place or inserted in the middle.
/// </summary>
public sealed class QueueTraffic
{
    private readonly Random _random;
    private readonly List<string> _list = [];
    private readonly List<string[]> _states = [];
    private readonly Stack<string> _popped = new();
    private readonly int _alphabet;
    private readonly int _burst;
    private readonly int _restlessness;
    private readonly int _maxRequeues;
    private readonly int _maxLength;
    private int _requeued;
    private int _made;

    /// <summary>A list of up to so many entries, head first, and the habits of those who change it.</summary>
    /// <param name="seed">What all else follows from.</param>
    /// <param name="maxLength">The most entries at the beginning.</param>
    /// <param name="maxRequeues">The most jobs that are pushed back between two calls of <see cref="Begin"/>.</param>
    public QueueTraffic(int seed, int maxLength, int maxRequeues)
    {
        _random = new Random(seed);
        _maxRequeues = maxRequeues;
        _maxLength = maxLength;
        _alphabet = _random.Next(8) switch { 0 => 3, 1 => 60, 2 => 2000, _ => int.MaxValue };
        _burst = _random.Next(4) switch { 0 => 3, 1 => 12, 2 => 40, _ => maxLength };
        _restlessness = _random.Next(1, 5);
        for (var i = _random.Next(maxLength + 1); i > 0; i--)
        {
            _list.Insert(0, NewPayload());
        }
    }

    /// <summary>Whether there are only workers that take jobs and push them back, and clients that push new ones.</summary>
    public bool IsOrdinary { get; init; }

    /// <summary>The list now, head first.</summary>
    public IReadOnlyList<string> Entries => _list;

    /// <summary>How often an entry was replaced or inserted.</summary>
    public int MiddleWrites { get; private set; }

    /// <summary>From now on it remembers what the list was.</summary>
    public void Begin()
    {
        _states.Clear();
        _states.Add([.. _list]);
    }

    /// <summary>From now on others may push jobs back again.</summary>
    public void AllowRequeues() => _requeued = 0;

    /// <summary>Whether the list was like this at a moment since <see cref="Begin"/>.</summary>
    public bool Was(IReadOnlyCollection<string> entries) =>
        _states.Exists(state => state.Length == entries.Count && state.SequenceEqual(entries));

    /// <summary>Changes the list a little, or a lot, or not at all; gives the commands that do the same in Redis.</summary>
    public IReadOnlyList<ListCommand> Step()
    {
        var commands = new List<ListCommand>();
        for (var act = _random.Next(_restlessness); act > 0; act--)
        {
            var times = _random.Next(1, _burst + 1);
            switch (_random.Next(IsOrdinary ? 6 : 12))
            {
                case 0 or 1 or 2: Repeat(_list.Count > 2 * _maxLength ? 0 : times, Push); break;
                case 3 or 4: Repeat(times, Pop); break;
                case 5: Repeat(times, Requeue); break;
                case 6: Repeat(Math.Min(times, 3), RemoveAny); break;
                case 7: RemoveStretch(times); break;
                case 8: Repeat(_random.Next(20) == 0 ? 1 : 0, Clear); break;
                case 9: Repeat(Math.Min(times, 2), ReplaceAny); break;
                case 10: Repeat(Math.Min(times, 2), InsertAny); break;
                default:
                    Repeat(1, InsertAny);
                    Repeat(1, RemoveAny);
                    break;
            }
        }

        return commands;

        void Repeat(int times, Func<ListCommand?> act)
        {
            for (; times > 0 && act() is { } command; times--)
            {
                commands.Add(command);
                _states.Add([.. _list]);
            }
        }

        void RemoveStretch(int times)
        {
            var from = _random.Next(_list.Count + 1);
            foreach (var payload in _list.Skip(from).Take(Math.Min(times, 10)).ToList())
            {
                Repeat(1, () => Remove(payload));
            }
        }
    }

    private ListCommand? Push()
    {
        var payload = NewPayload();
        _list.Insert(0, payload);
        return new ListCommand("LPUSH", payload);
    }

    private ListCommand? Pop()
    {
        if (_list.Count == 0)
        {
            return null;
        }

        _popped.Push(_list[^1]);
        _list.RemoveAt(_list.Count - 1);
        return new ListCommand("RPOP");
    }

    private ListCommand? Requeue()
    {
        if (_requeued == _maxRequeues || !_popped.TryPop(out var payload))
        {
            return null;
        }

        _requeued++;
        _list.Add(payload);
        return new ListCommand("RPUSH", payload);
    }

    private ListCommand? RemoveAny() => _list.Count == 0 ? null : Remove(_list[_random.Next(_list.Count)]);

    private ListCommand Remove(string payload)
    {
        _list.Remove(payload);
        return new ListCommand("LREM", 1, payload);
    }

    private ListCommand? Clear()
    {
        _list.Clear();
        return new ListCommand("DEL");
    }

    private ListCommand? ReplaceAny()
    {
        if (_list.Count == 0)
        {
            return null;
        }

        MiddleWrites++;
        var index = _random.Next(_list.Count);
        _list[index] = NewPayload();
        return new ListCommand("LSET", index, _list[index]);
    }

    private ListCommand? InsertAny()
    {
        if (_list.Count == 0)
        {
            return null;
        }

        MiddleWrites++;
        var pivot = _list[_random.Next(_list.Count)];
        var payload = NewPayload();
        _list.Insert(_list.IndexOf(pivot), payload);
        return new ListCommand("LINSERT", "BEFORE", pivot, payload);
    }

    private string NewPayload() =>
        _alphabet == int.MaxValue ? $"job {++_made}" : $"job {_random.Next(_alphabet)} of {_alphabet}";
}
