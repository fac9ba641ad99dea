using Microsoft.CodeAnalysis;
using SidekiqCluster.Generators.Models;

namespace SidekiqCluster.Generators.Parsing;

/// <summary>The types that stand for single JSON values.</summary>
internal static class LeafTypes
{
    /// <summary>The model of a single value's type; null for all others.</summary>
    public static TypeModel? Find(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_Boolean => Of(ValueKind.Boolean),
        SpecialType.System_String => Of(ValueKind.String),
        SpecialType.System_SByte => Of(ValueKind.SByte),
        SpecialType.System_Byte => Of(ValueKind.Byte),
        SpecialType.System_Int16 => Of(ValueKind.Int16),
        SpecialType.System_UInt16 => Of(ValueKind.UInt16),
        SpecialType.System_Int32 => Of(ValueKind.Int32),
        SpecialType.System_UInt32 => Of(ValueKind.UInt32),
        SpecialType.System_Int64 => Of(ValueKind.Int64),
        SpecialType.System_UInt64 => Of(ValueKind.UInt64),
        SpecialType.System_Single => Of(ValueKind.Single),
        SpecialType.System_Double => Of(ValueKind.Double),
        SpecialType.System_Decimal => Of(ValueKind.Decimal),
        _ => FindByName(type),
    };

    /// <summary>The model of a kind that has one type in C#.</summary>
    public static TypeModel Of(ValueKind kind) => new(kind, Name(kind)) { IsValueType = kind != ValueKind.String };

    private static TypeModel? FindByName(ITypeSymbol type) => type.Name switch
    {
        "JsonElement" when Namespaces.Is(type, "System", "Text", "Json") => Of(ValueKind.Any),
        "BigInteger" when Namespaces.Is(type, "System", "Numerics") => Of(ValueKind.BigInteger),
        "DateOnly" when Namespaces.Is(type, "System") => Of(ValueKind.Date),
        "DateTimeOffset" when Namespaces.Is(type, "System") => Of(ValueKind.Time),
        _ => null,
    };

    private static string Name(ValueKind kind) => kind switch
    {
        ValueKind.Any => "global::System.Text.Json.JsonElement",
        ValueKind.Boolean => "bool",
        ValueKind.String => "string",
        ValueKind.SByte => "sbyte",
        ValueKind.Byte => "byte",
        ValueKind.Int16 => "short",
        ValueKind.UInt16 => "ushort",
        ValueKind.Int32 => "int",
        ValueKind.UInt32 => "uint",
        ValueKind.Int64 => "long",
        ValueKind.UInt64 => "ulong",
        ValueKind.BigInteger => "global::System.Numerics.BigInteger",
        ValueKind.Single => "float",
        ValueKind.Double => "double",
        ValueKind.Decimal => "decimal",
        ValueKind.Date => "global::System.DateOnly",
        ValueKind.Time => "global::System.DateTimeOffset",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No single value."),
    };
}
