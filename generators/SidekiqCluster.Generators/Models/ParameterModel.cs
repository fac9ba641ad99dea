namespace SidekiqCluster.Generators.Models;

/// <summary>A parameter of a job, or of the constructor of a hash.</summary>
/// <param name="Name">The parameter and property in C#, without an escape.</param>
/// <param name="JsonName">The name in Ruby, and of a hash the key.</param>
/// <param name="Type">Of a rest parameter, the list of all its arguments.</param>
internal sealed record ParameterModel(string Name, string JsonName, TypeModel Type)
{
    /// <summary>The default as C#; null when the parameter is required.</summary>
    public string? Default { get; init; }

    /// <summary>Ruby's default as JSON, where C# can only say that the argument was not given; null otherwise.</summary>
    public string? JsonDefault { get; init; }

    public bool IsRest { get; init; }

    /// <summary>Whether it is the hash of keywords that Active Job passes after the other arguments.</summary>
    public bool IsKeywords { get; init; }

    /// <summary>What Ruby's signature says of it, for a doc comment; null when nothing.</summary>
    public string? Summary { get; init; }

    public bool IsOptional => Default is not null;
}
