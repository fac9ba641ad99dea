using System.Collections.Immutable;

namespace SidekiqCluster;

/// <summary>Which sources a query reads: single ones, all queues, or everything that waits.</summary>
public sealed record JobSources
{
    private JobSources(bool allQueues, ImmutableArray<JobSource> single)
    {
        IncludesAllQueues = allQueues;
        Single = single;
    }

    /// <summary>All registered queues, the scheduled, the retry and the dead set.</summary>
    public static JobSources All { get; } = new(true, [JobSource.Scheduled, JobSource.Retry, JobSource.Dead]);

    /// <summary>All registered queues.</summary>
    public static JobSources Queues { get; } = new(true, []);

    /// <summary>Whether every registered queue of the shard is read, by name, before the single sources.</summary>
    public bool IncludesAllQueues { get; }

    /// <summary>The sources named one by one, each once, in the order given.</summary>
    public ImmutableArray<JobSource> Single { get; }

    /// <summary>Just these sources.</summary>
    public static JobSources Of(params IEnumerable<JobSource> sources) => new(false, [.. sources.Distinct()]);

    /// <summary>Reads <c>queue:NAME</c>, <c>queues</c>, <c>scheduled</c>, <c>retry</c>, <c>dead</c> and <c>all</c>.</summary>
    /// <exception cref="FormatException">A text is none of them, or there is none at all.</exception>
    public static JobSources Parse(params IEnumerable<string> texts)
    {
        var sources = Of();
        foreach (var text in texts)
        {
            sources = sources.And(text switch
            {
                "all" => All,
                "queues" => Queues,
                "work" => throw new FormatException("'work' is no source of waiting jobs; see 'work list'."),
                _ => JobSource.TryParse(text, null, out var source)
                    ? Of(source)
                    : throw new FormatException($"'{text}' is no source; use queue:NAME, queues, scheduled, retry, dead or all."),
            });
        }

        return sources is { IncludesAllQueues: false, Single.IsEmpty: true }
            ? throw new FormatException("No source is given; use queue:NAME, queues, scheduled, retry, dead or all.")
            : sources;
    }

    /// <summary>These sources and the others, each once.</summary>
    public JobSources And(JobSources others)
    {
        ArgumentNullException.ThrowIfNull(others);
        return new(IncludesAllQueues || others.IncludesAllQueues, [.. Single.Union(others.Single)]);
    }

    /// <summary>Whether this source is read.</summary>
    internal bool Includes(JobSource source) =>
        (IncludesAllQueues && source.Kind == JobSourceKind.Queue) || Single.Contains(source);

    /// <summary>The written forms, blank-separated.</summary>
    public override string ToString() =>
        string.Join(' ', (IncludesAllQueues ? ["queues"] : Array.Empty<string>()).Concat(Single.Select(s => s.ToString())));
}
