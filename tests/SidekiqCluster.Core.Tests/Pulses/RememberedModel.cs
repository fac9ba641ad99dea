using SidekiqCluster.Pulses;

namespace SidekiqCluster.Core.Tests.Pulses;

/// <summary>What a remembered value must answer, told from the outside: by what was asked, told and read, in which order.</summary>
/// <param name="rest">How long a failure counts.</param>
internal sealed class RememberedModel(TimeSpan rest)
{
    private static readonly TimeSpan Distrust = TimeSpan.FromSeconds(10);

    private readonly List<Caller> _waiting = [];
    private long _acts;
    private TimeSpan _now;
    private (int Number, long Acts, TimeSpan At)? _last;
    private (int Number, long Acts, TimeSpan At)? _running;
    private (int Number, Exception Error, TimeSpan At)? _failed;

    /// <summary>The readings that must have begun.</summary>
    public int Readings { get; private set; }

    /// <summary>Whether one is under way.</summary>
    public bool IsReading => _running is not null;

    /// <summary>Somebody asks; the caller's answer is there when it must be.</summary>
    public Caller Ask(TimeSpan staleness, TimeSpan? patience)
    {
        var caller = new Caller(staleness, patience, _now, Readings, _acts);
        _waiting.Add(caller);
        Settle();
        return caller;
    }

    public void Advance(TimeSpan by)
    {
        _now += by;
        Settle();
    }

    public void Invalidate() => _acts++;

    /// <summary>The reading under way ends.</summary>
    public void End(Exception? error)
    {
        var (number, acts, at) = _running!.Value;
        _running = null;
        if (error is null)
        {
            (_last, _failed) = ((number, acts, at), null);
        }
        else
        {
            _failed = (number, error, _now);
            foreach (var caller in _waiting.ToList())
            {
                // Who wants it of now, and asked after it had begun, has learned nothing.
                if (caller.Staleness > TimeSpan.Zero || number > caller.ReadingsBefore)
                {
                    Fail(caller, error);
                }
            }
        }

        Settle();
    }

    private void Settle()
    {
        foreach (var caller in _waiting.ToList())
        {
            if (_last is { } last && last.Acts >= caller.Acts
                && (last.Number > caller.ReadingsBefore
                    || (caller.Staleness > TimeSpan.Zero && caller.At - last.At <= caller.Staleness)))
            {
                Answer(caller, $"reading {last.Number} at {last.At}");
            }
            else if (_running is null && _failed is { } failed && caller.Staleness > TimeSpan.Zero && _now - failed.At < rest)
            {
                Fail(caller, failed.Error);
            }
            else if (caller is { Patience: not null } && caller.Staleness > TimeSpan.Zero && _last is not null
                && _failed is { Error: ShardUnreachableException silence } lately && _now - lately.At < Distrust)
            {
                // It is tried again, but nobody waits for it who would take the last one.
                _running ??= (++Readings, _acts, _now);
                Fail(caller, silence);
            }
            else
            {
                _running ??= (++Readings, _acts, _now);
                var since = _last is null || caller.At < _running.Value.At ? caller.At : _running.Value.At;
                if (caller.Patience is { } patience && _now - since >= patience)
                {
                    Fail(caller, new ShardUnreachableException("did not answer in time"));
                }
            }
        }
    }

    private void Fail(Caller caller, Exception error) => Answer(
        caller,
        caller.Patience is not null && error is ShardUnreachableException && _last is { } last
            ? $"stale reading {last.Number} at {last.At}"
            : error.GetType().Name);

    private void Answer(Caller caller, string answer)
    {
        caller.Expected = answer;
        _waiting.Remove(caller);
    }

    /// <summary>Somebody who asked.</summary>
    internal sealed class Caller(TimeSpan staleness, TimeSpan? patience, TimeSpan at, int readingsBefore, long acts)
    {
        public TimeSpan Staleness => staleness;

        public TimeSpan? Patience => patience;

        public TimeSpan At => at;

        public int ReadingsBefore => readingsBefore;

        public long Acts => acts;

        /// <summary>What must have been answered; null while the caller waits.</summary>
        public string? Expected { get; set; }

        /// <summary>What is answered.</summary>
        public Task<Recollection<string>>? Asking { get; set; }
    }
}
