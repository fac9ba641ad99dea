namespace SidekiqCluster.Generators.Models;

/// <summary>The options of a worker class.</summary>
internal sealed record OptionsModel
{
    public string? Queue { get; init; }

    /// <summary><c>true</c>, <c>false</c> or a number; null when not set.</summary>
    public string? Retry { get; init; }

    public EquatableArray<string> Tags { get; init; }

    /// <summary>All other options, with their values as JSON.</summary>
    public EquatableArray<OptionModel> Others { get; init; }
}
