namespace SidekiqCluster;

/// <summary>One known key of a hash among a worker's arguments.</summary>
/// <param name="Name">The key in JSON.</param>
/// <param name="Type">The JSON it takes.</param>
public sealed record JobKey(string Name, JobValueType Type)
{
    /// <summary>The property of the record in C# that holds it; null when there is no record.</summary>
    public string? Member { get; init; }

    /// <summary>Whether the hash may lack it.</summary>
    public bool IsOptional { get; init; }
}
