namespace SidekiqCluster;

/// <summary>
/// Where and when a pushed job runs, and what its payload says beside class and arguments. Whatever is null is left to
/// the job's class where it is known (a typed push), and else to Sidekiq.
/// </summary>
[GenerateSerializer, Immutable, Alias("SidekiqCluster.PushOptions")]
public record PushOptions
{
    /// <summary>The queue.</summary>
    /// <value>Default null: the class's, else <c>default</c>. Not empty, no control characters.</value>
    [Id(0)]
    public string? Queue { get; init; }

    /// <summary>How often a failed job is retried.</summary>
    /// <value>Default null: as the class says, else <see cref="JobRetry.Always"/>.</value>
    [Id(1)]
    public JobRetry? Retry { get; init; }

    /// <summary>The labels of the job.</summary>
    /// <value>Default null: the class's, else none.</value>
    [Id(2)]
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>The job's id. Nobody checks that it is unique: pushing twice with one id makes two jobs.</summary>
    /// <value>Default null: a new one of 24 hex digits. Not empty; not for bulk pushes.</value>
    [Id(3)]
    public string? Jid { get; init; }

    /// <summary>When the job is due. A time that has come already makes it an immediate push.</summary>
    /// <value>Default null: now. Not together with <see cref="Delay"/>.</value>
    [Id(4)]
    public DateTimeOffset? At { get; init; }

    /// <summary>How long from now the job is due.</summary>
    /// <value>Default null: now. Not together with <see cref="At"/>.</value>
    [Id(5)]
    public TimeSpan? Delay { get; init; }

    /// <summary>
    /// Whether a job with a time that has come already still goes to the scheduled set, as with Ruby's
    /// <c>Client.push</c>, and waits there for a scheduler's next poll.
    /// </summary>
    /// <value>Default false: it goes to its queue, as with Ruby's <c>perform_at</c>.</value>
    [Id(6)]
    public bool IsScheduledEvenIfDue { get; init; }

    /// <summary>How much of an error's backtrace is kept.</summary>
    /// <value>Default null: as the class says, else nothing.</value>
    [Id(7)]
    public JobBacktrace? Backtrace { get; init; }

    /// <summary>Whether the job goes to the dead set when its retries are exhausted.</summary>
    /// <value>Default null: as the class says, else true.</value>
    [Id(8)]
    public bool? Dead { get; init; }

    /// <summary>For how long a failed job is retried, instead of how often. Read by Sidekiq 7.1.3 and newer.</summary>
    /// <value>Default null: as the class says, else by count. From 1 s to 1 000 000 000 s; cut to whole seconds.</value>
    [Id(9)]
    public TimeSpan? RetryFor { get; init; }

    /// <summary>The queue that retries go to.</summary>
    /// <value>Default null: as the class says, else the job's own.</value>
    [Id(10)]
    public string? RetryQueue { get; init; }

    /// <summary>
    /// Further fields of the payload, their values as JSON: <c>log_level</c> and <c>"debug"</c>. They replace the fields
    /// of this name that the class sets.
    /// </summary>
    /// <value>Default none. No field that has a property here or that the client writes itself.</value>
    [Id(11)]
    public IReadOnlyList<KeyValuePair<string, string>> Others { get; init; } = [];

    /// <summary>The I18n locale that an Active Job runs in. Read by typed pushes of such classes.</summary>
    /// <value>Default null: the process's own.</value>
    [Id(12)]
    public string? Locale { get; init; }

    /// <summary>The time zone that an Active Job runs in, by its Rails name. Read by typed pushes of such classes.</summary>
    /// <value>Default null: the process's own.</value>
    [Id(13)]
    public string? TimeZone { get; init; }
}
