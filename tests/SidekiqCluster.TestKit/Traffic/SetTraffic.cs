using System.Globalization;

namespace SidekiqCluster.TestKit.Traffic;

/// <summary>
/// What schedulers, workers and people do to a sorted set, at random from a seed, applied to a model of the set. The model
/// knows which members stood in the set all the time.
/// </summary>
public sealed class SetTraffic
{
    private readonly Random _random;
    private readonly Dictionary<string, double> _scores = [];
    private readonly HashSet<string> _stayed = [];
    private readonly int _differentScores;
    private readonly int _burst;
    private readonly int _restlessness;
    private int _made;

    /// <summary>A set of up to so many members, and the habits of those who change it.</summary>
    public SetTraffic(int seed, int maxLength)
    {
        _random = new Random(seed);
        _differentScores = _random.Next(3) switch { 0 => 1, 1 => 10, _ => 1_000_000 };
        _burst = _random.Next(3) switch { 0 => 3, 1 => 20, _ => maxLength };
        _restlessness = _random.Next(1, 5);
        for (var i = _random.Next(maxLength + 1); i > 0; i--)
        {
            Add();
        }
    }

    /// <summary>The members now, lowest score first, then by bytes.</summary>
    public IReadOnlyList<(string Member, double Score)> Entries =>
        [.. _scores.OrderBy(entry => entry.Value).ThenBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => (entry.Key, entry.Value))];

    /// <summary>From now on it counts what stays.</summary>
    public void Begin() => _stayed.UnionWith(_scores.Keys);

    /// <summary>Changes the set a little, or a lot, or not at all; gives the commands that do the same in Redis.</summary>
    public IReadOnlyList<ListCommand> Step()
    {
        var commands = new List<ListCommand>();
        for (var act = _random.Next(_restlessness); act > 0; act--)
        {
            var times = _random.Next(1, _burst + 1);
            var kind = _random.Next(6);
            var chosen = Entries.Select(entry => entry.Member).ToList();
            chosen = kind switch
            {
                0 => [],
                1 => chosen[..Math.Min(times, chosen.Count)],
                2 => chosen[Math.Max(0, chosen.Count - times)..],
                _ => [.. chosen.OrderBy(_ => _random.Next()).Take(times)],
            };
            if (kind == 0)
            {
                commands.AddRange(Enumerable.Range(0, times).Select(_ => Add()));
            }
            else if (kind == 5)
            {
                commands.AddRange(chosen.SelectMany(Replace));
            }
            else
            {
                commands.AddRange(chosen.Select(member => kind == 4 ? Change(member) : Remove(member)));
            }
        }

        return commands;
    }

    /// <summary>What is wrong with what a pass over the set reported; null when nothing is.</summary>
    public string? Judge(IReadOnlyCollection<string> reported)
    {
        var times = reported.CountBy(member => member).ToDictionary();
        return _stayed.FirstOrDefault(member => !times.ContainsKey(member)) is { } missed ? $"'{missed}' stayed and was not reported"
            : times.FirstOrDefault(member => member.Value > 1) is { Key: { } twice } ? $"'{twice}' was reported twice"
            : null;
    }

    private ListCommand Add() => Change($"job {++_made} {_random.Next(1000)}");

    private ListCommand Change(string member) => Put(member, 1_700_000_000 + (_random.Next(_differentScores) / 7.0));

    /// <summary>Another member of the same score, so that no count tells the difference.</summary>
    private IEnumerable<ListCommand> Replace(string member)
    {
        var score = _scores[member];
        return [Remove(member), Put($"job {++_made} {_random.Next(1000)}", score)];
    }

    private ListCommand Put(string member, double score)
    {
        _scores[member] = score;
        return new ListCommand("ZADD", _scores[member].ToString("R", CultureInfo.InvariantCulture), member);
    }

    private ListCommand Remove(string member)
    {
        _scores.Remove(member);
        _stayed.Remove(member);
        return new ListCommand("ZREM", member);
    }
}
