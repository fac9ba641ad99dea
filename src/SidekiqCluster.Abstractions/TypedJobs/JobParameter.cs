namespace SidekiqCluster;

/// <summary>One parameter of a worker's <c>perform</c>.</summary>
/// <param name="Position">Its position among the arguments, from 0.</param>
/// <param name="Name">Its name as Ruby writes it: <c>merchant_id</c>.</param>
/// <param name="Type">The JSON it takes; of a rest parameter, each of its arguments.</param>
[GenerateSerializer, Immutable, Alias("SidekiqCluster.JobParameter")]
public sealed record JobParameter(int Position, string Name, JobValueType Type)
{
    /// <summary>The property of the record in C# that holds it; null when there is no record.</summary>
    [Id(0)]
    public string? Member { get; init; }

    /// <summary>Whether a call may leave it out.</summary>
    [Id(1)]
    public bool IsOptional { get; init; }

    /// <summary>Whether it takes all further arguments.</summary>
    [Id(2)]
    public bool IsRest { get; init; }

    /// <summary>
    /// Whether it is the hash of the keywords of an Active Job, which comes after the arguments that were given, and so
    /// earlier than at its position when optional ones were not.
    /// </summary>
    [Id(3)]
    public bool IsKeywords { get; init; }
}
