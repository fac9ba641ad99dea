namespace SidekiqCluster.TestKit.Traffic;

/// <summary>
/// What workers, clients and people do to a queue, at random from a seed, applied to a model of the list. The model knows
/// which payloads stood in the list all the time, how many copies stayed, and how many there ever were at once.
/// </summary>
public sealed class ListTraffic
{
    private readonly Random _random;
    private readonly List<Copy> _list = [];
    private readonly Stack<string> _popped = new();
    private readonly Dictionary<string, int> _count = [];
    private readonly Dictionary<string, int> _most = [];
    private readonly Dictionary<string, int> _fewest = [];
    private readonly HashSet<long> _stayed = [];
    private readonly int _alphabet;
    private readonly int _burst;
    private readonly int _restlessness;
    private long _made;

    /// <summary>A list of up to so many entries, head first, and the habits of those who change it.</summary>
    public ListTraffic(int seed, int maxLength, bool areUnique = false)
    {
        _random = new Random(seed);
        _alphabet = _random.Next(areUnique ? 3 : 0, 4) switch { 0 => 3, 1 => 40, 2 => 400, _ => int.MaxValue };
        _burst = _random.Next(4) switch { 0 => 3, 1 => 12, 2 => 60, _ => maxLength };
        _restlessness = _random.Next(1, 5);
        for (var i = _random.Next(maxLength + 1); i > 0; i--)
        {
            Insert(0, NewPayload());
        }
    }

    /// <summary>Whether entries are moved within the list.</summary>
    /// <value>Default: true. Nothing but one reading of the whole list can follow that from page to page.</value>
    public bool Rotates { get; init; } = true;

    /// <summary>The list now, head first.</summary>
    public IReadOnlyList<string> Entries => [.. _list.Select(copy => copy.Payload)];

    /// <summary>From now on it counts what stays.</summary>
    public void Begin()
    {
        _stayed.UnionWith(_list.Select(copy => copy.Number));
        foreach (var (payload, count) in _count)
        {
            _most[payload] = _fewest[payload] = count;
        }
    }

    /// <summary>Changes the list a little, or a lot, or not at all.</summary>
    public IReadOnlyList<ListCommand> Step()
    {
        var commands = new List<ListCommand>();
        for (var act = _random.Next(_restlessness); act > 0; act--)
        {
            var times = _random.Next(1, _burst + 1);
            switch (_random.Next(8))
            {
                case 0 or 1: Repeat(times, Push); break;
                case 2 or 3: Repeat(times, Pop); break;
                case 4: Repeat(times, Requeue); break;
                case 5: Repeat(times, DeleteAny); break;
                case 6: DeleteStretch(times); break;
                default: Repeat(Rotates ? Math.Min(times, 5) : 0, Rotate); break;
            }
        }

        return commands;

        void Repeat(int times, Func<ListCommand?> act)
        {
            for (; times > 0 && act() is { } command; times--)
            {
                commands.Add(command);
            }
        }

        void DeleteStretch(int times)
        {
            var from = _random.Next(_list.Count + 1);
            foreach (var copy in _list.Skip(from).Take(times).ToList())
            {
                commands.Add(Delete(copy.Payload));
            }
        }
    }

    /// <summary>A payload that stayed and was reported less often than its copies stayed; null when there is none.</summary>
    public string? FindMissed(IEnumerable<string> reported)
    {
        var times = reported.CountBy(payload => payload).ToDictionary();
        return _list
            .Where(copy => _stayed.Contains(copy.Number))
            .CountBy(copy => copy.Payload)
            .FirstOrDefault(stayed => times.GetValueOrDefault(stayed.Key) < stayed.Value).Key;
    }

    /// <summary>What is wrong with what a pass over the list reported; null when nothing is.</summary>
    public string? Judge(IEnumerable<string> reported)
    {
        var times = reported.CountBy(payload => payload).ToDictionary();
        var stayed = _list.Where(copy => _stayed.Contains(copy.Number)).CountBy(copy => copy.Payload).ToDictionary();
        foreach (var payload in _most.Keys)
        {
            var reports = times.GetValueOrDefault(payload);
            var most = _most[payload];
            var fewest = most == 1 ? _fewest.GetValueOrDefault(payload) : stayed.GetValueOrDefault(payload);
            if (reports < fewest || reports > most)
            {
                return $"'{payload}' was reported {reports} times; {fewest} stayed, {most} stood there at once";
            }
        }

        return times.Keys.Except(_most.Keys).FirstOrDefault() is { } unknown ? $"'{unknown}' never was there" : null;
    }

    private ListCommand? Push()
    {
        var payload = NewPayload();
        Insert(0, payload);
        return new ListCommand("LPUSH", payload);
    }

    private ListCommand? Pop()
    {
        if (_list.Count == 0)
        {
            return null;
        }

        _popped.Push(RemoveAt(_list.Count - 1).Payload);
        return new ListCommand("RPOP");
    }

    private ListCommand? Requeue()
    {
        if (!_popped.TryPop(out var payload))
        {
            return null;
        }

        Insert(_list.Count, payload);
        return new ListCommand("RPUSH", payload);
    }

    private ListCommand? DeleteAny() => _list.Count == 0 ? null : Delete(_list[_random.Next(_list.Count)].Payload);

    private ListCommand Delete(string payload)
    {
        RemoveAt(_list.FindIndex(copy => copy.Payload == payload));
        return new ListCommand("LREM", 1, payload);
    }

    // One command: at every moment the payload is in the list.
    private ListCommand? Rotate()
    {
        if (_list.Count < 2)
        {
            return null;
        }

        _list.Insert(0, new Copy(_list[^1].Payload, ++_made));
        _list.RemoveAt(_list.Count - 1);
        return new ListCommand("RPOPLPUSH", ListCommand.Key);
    }

    private string NewPayload() =>
        _alphabet == int.MaxValue ? $"job {++_made}" : $"job {_random.Next(_alphabet)} of {_alphabet}";

    private void Insert(int index, string payload)
    {
        _list.Insert(index, new Copy(payload, ++_made));
        _count[payload] = _count.GetValueOrDefault(payload) + 1;
        _most[payload] = Math.Max(_most.GetValueOrDefault(payload), _count[payload]);
    }

    private Copy RemoveAt(int index)
    {
        var copy = _list[index];
        _list.RemoveAt(index);
        _count[copy.Payload]--;
        _fewest[copy.Payload] = Math.Min(_fewest.GetValueOrDefault(copy.Payload), _count[copy.Payload]);
        return copy;
    }

    private readonly record struct Copy(string Payload, long Number);
}
