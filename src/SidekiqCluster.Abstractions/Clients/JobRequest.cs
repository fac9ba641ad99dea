namespace SidekiqCluster;

/// <summary>A job that is to be pushed.</summary>
[GenerateSerializer, Immutable, Alias("SidekiqCluster.JobRequest")]
public sealed record JobRequest : PushOptions
{
    /// <summary>The Ruby class that performs it: <c>Billing::ChargeMerchant</c>.</summary>
    /// <value>Not empty, no blanks. Nobody here knows whether Ruby has it.</value>
    [Id(0)]
    public required string Class { get; init; }

    /// <summary>The positional arguments of its <c>perform</c>.</summary>
    [Id(1)]
    public required JsonArguments Args { get; init; }
}
