namespace SidekiqCluster;

/// <summary>A job that is to be pushed.</summary>
public sealed record JobRequest : PushOptions
{
    /// <summary>The Ruby class that performs it: <c>Billing::ChargeMerchant</c>.</summary>
    /// <value>Not empty, no blanks. Nobody here knows whether Ruby has it.</value>
    public required string Class { get; init; }

    /// <summary>The positional arguments of its <c>perform</c>.</summary>
    public required JsonArguments Args { get; init; }
}
