namespace SidekiqCluster.Grains;

/// <summary>The key of a job set's grain: <c>eu-1/schedule</c>, <c>eu-1/retry</c> or <c>eu-1/dead</c>, as Sidekiq names the sets in Redis.</summary>
/// <param name="Shard">The shard's name.</param>
/// <param name="Kind">Which of the three sets.</param>
public readonly record struct JobSetKey(string Shard, JobSourceKind Kind)
{
    private const string Scheduled = "schedule";
    private const string Retry = "retry";
    private const string Dead = "dead";

    /// <summary>The set as a source of jobs.</summary>
    public JobSource Source => Kind switch
    {
        JobSourceKind.Scheduled => JobSource.Scheduled,
        JobSourceKind.Retry => JobSource.Retry,
        JobSourceKind.Dead => JobSource.Dead,
        _ => throw new InvalidOperationException($"{Kind} is no set of jobs."),
    };

    /// <summary>Reads a key.</summary>
    /// <exception cref="FormatException">The text is no job set's key.</exception>
    public static JobSetKey Parse(string text) => (ShardKey.TrySplit(text, out var shard, out var rest), rest) switch
    {
        (true, Scheduled) => new JobSetKey(shard, JobSourceKind.Scheduled),
        (true, Retry) => new JobSetKey(shard, JobSourceKind.Retry),
        (true, Dead) => new JobSetKey(shard, JobSourceKind.Dead),
        _ => throw new FormatException($"'{text}' is no key of a job set; use SHARD/schedule, SHARD/retry or SHARD/dead."),
    };

    /// <summary>The key as text.</summary>
    public override string ToString() => Shard + "/" + Kind switch
    {
        JobSourceKind.Scheduled => Scheduled,
        JobSourceKind.Retry => Retry,
        JobSourceKind.Dead => Dead,
        _ => throw new InvalidOperationException($"{Kind} is no set of jobs."),
    };
}
