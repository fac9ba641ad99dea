namespace SidekiqCluster;

/// <summary>
/// A job of one Ruby class, with its arguments typed. Of an Active Job these are the arguments of <c>perform</c>; the
/// payload around them is in <see cref="Record"/>. Immutable.
/// </summary>
/// <typeparam name="T">The record of the class's arguments.</typeparam>
public sealed class TypedJob<T>
    where T : class, ISidekiqJobArgs<T>
{
    private readonly T? _args;

    /// <summary>Reads the arguments of a job.</summary>
    public TypedJob(JobRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        Record = record;
        TypedJobs.JobArguments.TryRead(record.Raw.Span, out _args, out var fit);
        Mismatch = fit.Mismatch;
        ExtraArguments = fit.ExtraArguments;
    }

    /// <summary>The job as Redis holds it.</summary>
    public JobRecord Record { get; }

    /// <summary>The arguments.</summary>
    /// <exception cref="JobArgsMismatchException">They do not fit the class; see <see cref="Mismatch"/>.</exception>
    public T Args => _args ?? throw new JobArgsMismatchException(Shard, T.Schema.Class, Jid, Mismatch!);

    /// <summary>Why the arguments do not fit the class; null when they do.</summary>
    public JobArgsMismatch? Mismatch { get; }

    /// <summary>How many arguments the class has no parameter for. Ruby would refuse such a call. 0 on a mismatch.</summary>
    public int ExtraArguments { get; }

    /// <summary>The name of the shard that holds the job.</summary>
    public string Shard => Record.Shard;

    /// <summary>Where in the shard the job was when it was read.</summary>
    public JobSource Source => Record.Source;

    /// <summary>The Ruby class.</summary>
    public string Class => T.Schema.Class;

    /// <inheritdoc cref="JobRecord.Jid"/>
    public string? Jid => Record.Jid;

    /// <inheritdoc cref="JobRecord.Bid"/>
    public string? Bid => Record.Bid;

    /// <inheritdoc cref="JobRecord.Queue"/>
    public string? Queue => Record.Queue;

    /// <inheritdoc cref="JobRecord.Tags"/>
    public IReadOnlyList<string> Tags => Record.Tags;

    /// <inheritdoc cref="JobRecord.CreatedAt"/>
    public DateTimeOffset? CreatedAt => Record.CreatedAt;

    /// <inheritdoc cref="JobRecord.EnqueuedAt"/>
    public DateTimeOffset? EnqueuedAt => Record.EnqueuedAt;

    /// <inheritdoc cref="JobRecord.FailedAt"/>
    public DateTimeOffset? FailedAt => Record.FailedAt;

    /// <inheritdoc cref="JobRecord.RetriedAt"/>
    public DateTimeOffset? RetriedAt => Record.RetriedAt;

    /// <inheritdoc cref="JobRecord.RetryCount"/>
    public long? RetryCount => Record.RetryCount;

    /// <inheritdoc cref="JobRecord.ErrorClass"/>
    public string? ErrorClass => Record.ErrorClass;

    /// <inheritdoc cref="JobRecord.ErrorMessage"/>
    public string? ErrorMessage => Record.ErrorMessage;

    /// <summary>The score in epoch seconds, in a sorted set; null elsewhere.</summary>
    public double? Score => (Record as SortedEntry)?.Score;

    /// <summary>The score as a time: the due time, the next attempt or the time of death. Null in queues and for running jobs.</summary>
    public DateTimeOffset? At => (Record as SortedEntry)?.At;
}
