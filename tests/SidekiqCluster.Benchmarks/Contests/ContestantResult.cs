namespace SidekiqCluster.Benchmarks.Contests;

/// <summary>All runs of one contestant.</summary>
internal sealed record ContestantResult(string Name)
{
    /// <summary>The timed runs, in the order of the rounds.</summary>
    public List<Outcome> Runs { get; private init; } = [];

    /// <summary>How long the server was busy with one command at most, in each run.</summary>
    public List<TimeSpan> Stalls { get; } = [];

    /// <summary>
    /// The longest stall of a run in the middle, as the longest of all is that of a server which the machine had stopped; null when
    /// nobody looked.
    /// </summary>
    public TimeSpan? LongestStall => Reading.Of(Stalls.Select(static stall => stall.TotalMilliseconds)) is { } reading
        ? TimeSpan.FromMilliseconds(reading.Median)
        : null;

    /// <summary>The longest ping of somebody else during one more run.</summary>
    public TimeSpan? LongestPing { get; set; }

    /// <summary>How long it took.</summary>
    public Reading? Milliseconds => Reading.Of(Runs.Select(static run => run.Elapsed.TotalMilliseconds));

    /// <summary>What it allocated.</summary>
    public Reading? AllocatedBytes => Reading.Of(Runs.Where(static run => run.AllocatedBytes is not null).Select(static run => (double)run.AllocatedBytes!));

    /// <summary>How far its process grew at most.</summary>
    public long? PeakBytes => Runs.Max(static run => run.PeakBytes);

    /// <summary>How long all asks but one in twenty took at most; null where a run is no series of asks.</summary>
    public Reading? MostAsks => Runs.SelectMany(static run => run.Asks).Order().ToList() is { Count: > 0 } asks
        ? Reading.Of((double?)asks[(int)Math.Ceiling(0.95 * asks.Count) - 1].TotalMilliseconds)
        : null;

    /// <summary>How long the longest ask took; null where a run is no series of asks.</summary>
    public TimeSpan? LongestAsk => Runs.SelectMany(static run => run.Asks).Select(static ask => (TimeSpan?)ask).Max();

    /// <summary>The same with the fastest run alone.</summary>
    public ContestantResult Fastest() => this with { Runs = [Runs.MinBy(static run => run.Elapsed)!] };
}
