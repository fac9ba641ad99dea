using SidekiqCluster.TypedJobs;

namespace SidekiqCluster;

/// <summary>The JSON that an argument, or a part of one, takes.</summary>
/// <param name="Kind">The kind of value.</param>
[GenerateSerializer, Immutable, Alias("SidekiqCluster.JobValueType")]
public sealed record JobValueType(JobValueKind Kind)
{
    /// <summary>Whether null is taken too. <see cref="JobValueKind.Any"/> takes it always.</summary>
    [Id(0)]
    public bool IsNullable { get; init; }

    /// <summary>The type of an element of a list or of a value of a map; null for other kinds.</summary>
    [Id(1)]
    public JobValueType? Element { get; init; }

    /// <summary>The strings that an enum takes; empty for other kinds.</summary>
    [Id(2)]
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>The numbers that these strings have in the C# enum, in the same order; empty where there is none.</summary>
    [Id(3)]
    public IReadOnlyList<decimal> Values { get; init; } = [];

    /// <summary>The known keys of a record; empty for other kinds.</summary>
    [Id(4)]
    public IReadOnlyList<JobKey> Keys { get; init; } = [];

    /// <summary>The type in words: <c>an array of integers, or null</c>.</summary>
    public override string ToString() => ValueWords.Describe(this);
}
