using Microsoft.CodeAnalysis;

namespace SidekiqCluster.Generators.Parsing;

/// <summary>The types that stand for arrays, and for hashes of any keys.</summary>
internal static class CollectionTypes
{
    /// <summary>The type of the elements or values, and whether they have keys; null for other types.</summary>
    public static (ITypeSymbol Element, bool IsMap)? Find(ITypeSymbol type)
    {
        if (type is IArrayTypeSymbol { Rank: 1 } array)
        {
            return (array.ElementType, false);
        }

        if (type is not INamedTypeSymbol { IsGenericType: true } named
            || !Namespaces.Is(named, "System", "Collections", "Generic"))
        {
            return null;
        }

        return named.Name switch
        {
            "List" or "IList" or "ICollection" or "IEnumerable" or "IReadOnlyList" or "IReadOnlyCollection" =>
                (named.TypeArguments[0], false),
            "Dictionary" or "IDictionary" or "IReadOnlyDictionary"
                when named.TypeArguments.Length == 2 && named.TypeArguments[0].SpecialType == SpecialType.System_String => (named.TypeArguments[1], true),
            _ => null,
        };
    }
}
