using System.Diagnostics.CodeAnalysis;

namespace SidekiqCluster;

/// <summary>
/// Where a job is: one queue, one of the three sorted sets, or the work in flight. Written
/// <c>queue:NAME</c>, <c>scheduled</c>, <c>retry</c>, <c>dead</c> or <c>work</c>.
/// </summary>
/// <remarks>The default value is the queue with the empty name, which Sidekiq never writes.</remarks>
public readonly record struct JobSource : IParsable<JobSource>
{
    private const string QueuePrefix = "queue:";
    private readonly string? _queueName;

    private JobSource(JobSourceKind kind, string? queueName)
    {
        Kind = kind;
        _queueName = queueName;
    }

    /// <summary>The jobs that wait for a later time.</summary>
    public static JobSource Scheduled { get; } = new(JobSourceKind.Scheduled, null);

    /// <summary>The jobs that failed and wait for their next attempt.</summary>
    public static JobSource Retry { get; } = new(JobSourceKind.Retry, null);

    /// <summary>The jobs that Sidekiq has given up on.</summary>
    public static JobSource Dead { get; } = new(JobSourceKind.Dead, null);

    /// <summary>The jobs that processes run now.</summary>
    public static JobSource Work { get; } = new(JobSourceKind.Work, null);

    /// <summary>Which kind of place this is.</summary>
    public JobSourceKind Kind { get; }

    /// <summary>The queue's name without prefix; null when this is no queue.</summary>
    public string? QueueName => Kind == JobSourceKind.Queue ? _queueName ?? string.Empty : null;

    /// <summary>The queue of this name. The name is free text; everything in it counts.</summary>
    /// <exception cref="ArgumentException"><paramref name="name"/> is null or empty.</exception>
    public static JobSource Queue(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new JobSource(JobSourceKind.Queue, name);
    }

    /// <summary>Reads the written form. All after the first colon of <c>queue:</c> is the name.</summary>
    /// <exception cref="FormatException">The text is none of the five forms.</exception>
    public static JobSource Parse(string text) => Parse(text, null);

    /// <inheritdoc cref="Parse(string)"/>
    public static JobSource Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var source)
            ? source
            : throw new FormatException($"'{s}' is no source; use queue:NAME, scheduled, retry, dead or work.");

    /// <summary>Reads the written form; false when the text is none of the five forms.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out JobSource result)
    {
        if (s is not null && s.StartsWith(QueuePrefix, StringComparison.Ordinal) && s.Length > QueuePrefix.Length)
        {
            result = Queue(s[QueuePrefix.Length..]);
            return true;
        }

        JobSource? named = s switch
        {
            "scheduled" => Scheduled,
            "retry" => Retry,
            "dead" => Dead,
            "work" => Work,
            _ => null,
        };
        result = named ?? default;
        return named is not null;
    }

    /// <summary>The written form, which <see cref="Parse(string)"/> reads back.</summary>
    public override string ToString() => Kind switch
    {
        JobSourceKind.Queue => QueuePrefix + QueueName,
        JobSourceKind.Scheduled => "scheduled",
        JobSourceKind.Retry => "retry",
        JobSourceKind.Dead => "dead",
        _ => "work",
    };
}
