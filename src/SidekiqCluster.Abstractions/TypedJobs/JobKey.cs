namespace SidekiqCluster;

/// <summary>One known key of a hash among a worker's arguments.</summary>
/// <param name="Name">The key in JSON.</param>
/// <param name="Type">The JSON it takes.</param>
[GenerateSerializer, Immutable, Alias("SidekiqCluster.JobKey")]
public sealed record JobKey(string Name, JobValueType Type)
{
    /// <summary>The property of the record in C# that holds it; null when there is no record.</summary>
    [Id(0)]
    public string? Member { get; init; }

    /// <summary>Whether the hash may lack it.</summary>
    [Id(1)]
    public bool IsOptional { get; init; }
}
