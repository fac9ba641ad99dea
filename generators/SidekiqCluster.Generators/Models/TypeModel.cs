namespace SidekiqCluster.Generators.Models;

/// <summary>The type of a parameter, a key or an element: what JSON it takes and what C# it is.</summary>
internal sealed record TypeModel(ValueKind Kind, string CSharp)
{
    /// <summary>The name in C# without the question mark of <see cref="IsNullable"/>.</summary>
    public string CSharp { get; init; } = CSharp;

    public bool IsNullable { get; init; }

    public bool IsValueType { get; init; }

    /// <summary>Whether a list is an array in C#.</summary>
    public bool IsArray { get; init; }

    /// <summary>Of lists and maps, whether the C# type is another than the reader makes: an interface.</summary>
    public bool IsInterface { get; init; }

    public TypeModel? Element { get; init; }

    /// <summary>The name in C# with its question mark.</summary>
    public string FullCSharp => IsNullable ? CSharp + "?" : CSharp;

    public TypeModel WithoutNull() => IsNullable ? this with { IsNullable = false } : this;
}
