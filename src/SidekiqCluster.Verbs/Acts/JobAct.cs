namespace SidekiqCluster.Verbs.Acts;

/// <summary>One thing to do with jobs.</summary>
/// <param name="Name">Its verb, and its name in answers.</param>
/// <param name="Destination">Where the jobs go, as the end of a question, such as <c> to queue low</c>; empty where that is plain.</param>
/// <param name="RunAsync">Does it in one shard.</param>
internal sealed record JobAct(
    string Name,
    string Destination,
    Func<ISidekiqShard, JobSelection, OperationOptions, CancellationToken, Task<OperationResult>> RunAsync)
{
    /// <summary>What a person should know when jobs were done.</summary>
    public string? Afterword { get; init; }

    /// <summary>What to ask before doing it.</summary>
    public string Question(string jobs, string shards) =>
        $"{char.ToUpperInvariant(Name[0])}{Name[1..]} {jobs} in {shards}{Destination}?";
}
