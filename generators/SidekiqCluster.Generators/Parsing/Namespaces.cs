using Microsoft.CodeAnalysis;

namespace SidekiqCluster.Generators.Parsing;

/// <summary>Compares namespaces part by part; putting their names together for each type would cost more than all else.</summary>
internal static class Namespaces
{
    /// <summary>Whether a type lies right in this namespace.</summary>
    public static bool Is(ITypeSymbol type, params string[] parts)
    {
        var space = type.ContainingType is null ? type.ContainingNamespace : null;
        for (var index = parts.Length - 1; index >= 0; index--)
        {
            if (space is null || space.Name != parts[index])
            {
                return false;
            }

            space = space.ContainingNamespace;
        }

        return space is { IsGlobalNamespace: true };
    }
}
