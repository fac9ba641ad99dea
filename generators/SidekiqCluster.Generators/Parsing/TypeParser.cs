using System.Globalization;
using Microsoft.CodeAnalysis;
using SidekiqCluster.Generators.Diagnostics;
using SidekiqCluster.Generators.Models;

namespace SidekiqCluster.Generators.Parsing;

/// <summary>Turns the types of one job's parameters into models, and collects the records and enums among them.</summary>
internal sealed class TypeParser(INamedTypeSymbol job, List<DiagnosticInfo> diagnostics, LocationInfo? location)
{
    private const string WayOut = "use a number, string, bool, date, enum, record, List<T>, Dictionary<string, T> or JsonElement";

    private static readonly SymbolDisplayFormat Name = SymbolDisplayFormat.FullyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private static readonly SymbolDisplayFormat OwnName = Name
        .RemoveMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private readonly Dictionary<string, RecordModel> _records = new(StringComparer.Ordinal);
    private readonly List<RecordModel> _recordOrder = [];
    private readonly Dictionary<string, EnumModel> _enums = new(StringComparer.Ordinal);
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly Stack<ITypeSymbol> _open = new();

    public EquatableArray<RecordModel> Records => new(_recordOrder);

    public EquatableArray<EnumModel> Enums => new(_enums.Values.OrderBy(static one => one.CSharp, StringComparer.Ordinal));

    /// <summary>The model of a type; null when it has no JSON form, which was reported then.</summary>
    public TypeModel? Parse(ITypeSymbol type, string what, string owner)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
        {
            return Parse(nullable.TypeArguments[0], what, owner) is { } inner ? inner with { IsNullable = true } : null;
        }

        var model = LeafTypes.Find(type) ?? ParseCollection(type, what, owner) ?? ParseDefinition(type, what, owner);
        return model is null ? null : model with
        {
            IsNullable = type.IsReferenceType && type.NullableAnnotation == NullableAnnotation.Annotated,
            IsValueType = type.IsValueType,
        };
    }

    private TypeModel? ParseCollection(ITypeSymbol type, string what, string owner)
    {
        if (CollectionTypes.Find(type) is not { } collection)
        {
            return null;
        }

        var element = Parse(collection.Element, what, owner);
        return element is null
            ? new TypeModel(ValueKind.Any, "object")
            : new TypeModel(collection.IsMap ? ValueKind.Map : ValueKind.List, type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToDisplayString(Name))
            {
                Element = element,
                IsArray = type is IArrayTypeSymbol,
                IsInterface = type.TypeKind == TypeKind.Interface,
            };
    }

    private TypeModel? ParseDefinition(ITypeSymbol type, string what, string owner)
    {
        var name = type.ToDisplayString(OwnName);
        switch (type)
        {
            case INamedTypeSymbol { TypeKind: TypeKind.Enum } named:
                AddEnum(named, name);
                return new TypeModel(ValueKind.Enum, name);
            case INamedTypeSymbol { IsRecord: true } named:
                AddRecord(named, name);
                return new TypeModel(ValueKind.Record, name);
            case { TypeKind: TypeKind.Error }:
                // The compiler tells of the type; a second message would not help.
                return new TypeModel(ValueKind.Any, name);
            default:
                Report(Descriptors.NoJsonForm, what, owner, type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat), WayOut);
                return null;
        }
    }

    private void AddEnum(INamedTypeSymbol type, string name)
    {
        if (_enums.ContainsKey(name))
        {
            return;
        }

        var values = new HashSet<object?>();
        var members = type.GetMembers().OfType<IFieldSymbol>().Where(static field => field.HasConstantValue)
            .Select(field => new EnumMemberModel(
                field.Name,
                JsonNames.Of(field, field.Name),
                Convert.ToString(field.ConstantValue, CultureInfo.InvariantCulture),
                IsAlias: !values.Add(field.ConstantValue)))
            .ToList();
        var twice = members.GroupBy(static one => one.JsonName, StringComparer.Ordinal).FirstOrDefault(static same => same.Count() > 1);
        if (twice is not null)
        {
            Report(Descriptors.DuplicateJsonName, twice.First().Name, twice.Last().Name, type.Name, twice.Key);
        }

        _enums.Add(name, new EnumModel(name, UniqueName(type), new EquatableArray<EnumMemberModel>(members)));
    }

    private void AddRecord(INamedTypeSymbol type, string name)
    {
        if (_open.Contains(type, SymbolEqualityComparer.Default) || SymbolEqualityComparer.Default.Equals(type, job))
        {
            Report(Descriptors.RecursiveType, type.Name);
            return;
        }

        if (_records.ContainsKey(name))
        {
            return;
        }

        _open.Push(type);
        var properties = RecordParser.Parse(type, this, diagnostics, location);
        _open.Pop();
        var record = new RecordModel(name, UniqueName(type), type.IsValueType, new EquatableArray<PropertyModel>(properties));
        _records[name] = record;
        _recordOrder.Add(record);
    }

    private string UniqueName(INamedTypeSymbol type)
    {
        var name = type.Name;
        for (var outer = type.ContainingSymbol; !_names.Add(name); outer = outer?.ContainingSymbol)
        {
            name = (outer?.Name ?? "Other") + name;
        }

        return name;
    }

    private void Report(DiagnosticDescriptor descriptor, params string[] arguments) =>
        diagnostics.Add(DiagnosticInfo.Create(descriptor, location, arguments));
}
