namespace SidekiqCluster.Redis.Tests.DataApi.Operations;

/// <summary>What workers put into keys and took out of them, each payload counted; and with which score they put it last.</summary>
internal sealed class WorkerLedger
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Key, string Payload), long> _counts = [];
    private readonly Dictionary<(string Key, string Payload), double> _scores = [];

    /// <summary>How often each payload stands in each key when nobody else acts; what is nowhere may be absent or 0.</summary>
    public IReadOnlyDictionary<(string Key, string Payload), long> Counts => _counts;

    /// <summary>The score that a member was last given; null when somebody else put it there.</summary>
    public double? ScoreOf(string key, string payload) =>
        _scores.TryGetValue((key, payload), out var score) ? score : null;

    /// <summary>Notes that a payload was put there.</summary>
    public void Put(string key, string payload, double score = 0, bool isNew = true)
    {
        lock (_lock)
        {
            _counts[(key, payload)] = _counts.GetValueOrDefault((key, payload)) + (isNew ? 1 : 0);
            _scores[(key, payload)] = score;
        }
    }

    /// <summary>Notes that a payload was taken from there.</summary>
    public void Take(string key, string payload)
    {
        lock (_lock)
        {
            _counts[(key, payload)] = _counts.GetValueOrDefault((key, payload)) - 1;
        }
    }
}
