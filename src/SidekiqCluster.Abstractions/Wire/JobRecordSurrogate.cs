namespace SidekiqCluster.Wire;

/// <summary>A job on its way.</summary>
[GenerateSerializer, Immutable, Alias("SidekiqCluster.JobRecordSurrogate`1")]
internal readonly record struct JobRecordSurrogate<T>
{
    [Id(0)]
    public required string Shard { get; init; }

    [Id(1)]
    public required JobSource Source { get; init; }

    [Id(2)]
    public required byte[] Raw { get; init; }

    /// <summary>Its score; null where it is in no set.</summary>
    [Id(3)]
    public double? Score { get; init; }

    /// <summary>The job: a <see cref="SortedEntry"/> when it has a score.</summary>
    public JobRecord ToRecord() => Score is { } score
        ? new SortedEntry(Shard, Source, Raw, score)
        : new JobRecord(Shard, Source, Raw);

    public static JobRecordSurrogate<T> Of(JobRecord job) => new()
    {
        Shard = job.Shard,
        Source = job.Source,
        Raw = WireBytes.Of(job.Raw),
        Score = (job as SortedEntry)?.Score,
    };
}
