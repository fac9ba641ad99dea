namespace SidekiqCluster;

/// <summary>What became of the jobs that an operation matched; every one is counted in exactly one place.</summary>
[GenerateSerializer, Immutable, Alias("SidekiqCluster.OperationResult")]
public sealed record OperationResult
{
    /// <summary>What was done.</summary>
    [Id(0)]
    public required JobOperation Operation { get; init; }

    /// <summary>Whether nothing was changed, only counted.</summary>
    [Id(1)]
    public required bool IsDryRun { get; init; }

    /// <summary>Jobs that matched.</summary>
    [Id(2)]
    public required long Matched { get; init; }

    /// <summary>Acted on. In a dry run: those that would be.</summary>
    [Id(3)]
    public required long Done { get; init; }

    /// <summary>Gone meanwhile: a worker or somebody else took them first. Nothing was changed for them.</summary>
    [Id(4)]
    public required long Gone { get; init; }

    /// <summary>Refused before anything was sent, such as a malformed job to retry.</summary>
    [Id(5)]
    public required long Refused { get; init; }

    /// <summary>Failed on the server; the job is where it was.</summary>
    [Id(6)]
    public required long Failed { get; init; }

    /// <summary>The server's answer was lost and could not be learnt: the job is where it was or where it goes.</summary>
    [Id(7)]
    public required long Unknown { get; init; }

    /// <summary>Why jobs were refused, failed or are unknown, each reason with its number of jobs.</summary>
    [Id(8)]
    public required IReadOnlyDictionary<string, long> Reasons { get; init; }

    /// <summary>What a person should know although nothing failed, a sentence each.</summary>
    [Id(9)]
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>
    /// Of an operation on a fleet: each shard's own result, by name. A shard that broke off, or could not be asked, has the
    /// reason in its outcome, and in its result what was done until then; its reason is among the warnings as well.
    /// </summary>
    /// <value>Empty for an operation on one shard.</value>
    [Id(10)]
    public IReadOnlyList<ShardPart<OperationResult>> Shards { get; init; } = [];

    /// <summary>The same as progress.</summary>
    internal OperationProgress Progress => new(Matched, Done, Matched - Done);

    /// <summary>The result of an operation that came to no job.</summary>
    internal static OperationResult Nothing(JobOperation operation, bool isDryRun) => new()
    {
        Operation = operation,
        IsDryRun = isDryRun,
        Matched = 0,
        Done = 0,
        Gone = 0,
        Refused = 0,
        Failed = 0,
        Unknown = 0,
        Reasons = new Dictionary<string, long>(),
        Warnings = [],
    };
}
