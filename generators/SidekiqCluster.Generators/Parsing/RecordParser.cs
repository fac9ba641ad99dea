using Microsoft.CodeAnalysis;
using SidekiqCluster.Generators.Diagnostics;
using SidekiqCluster.Generators.Models;

namespace SidekiqCluster.Generators.Parsing;

/// <summary>Finds out how a record that stands for a hash is created.</summary>
internal static class RecordParser
{
    public static IEnumerable<PropertyModel> Parse(
        INamedTypeSymbol type, TypeParser types, List<DiagnosticInfo> diagnostics, LocationInfo? location)
    {
        var properties = type.GetMembers().OfType<IPropertySymbol>()
            .Where(static one => one is { IsStatic: false, IsIndexer: false, DeclaredAccessibility: Accessibility.Public, Name.Length: > 0 })
            .ToList();
        var constructor = FindConstructor(type, properties);
        if (FindObstacle(type, constructor) is { } obstacle)
        {
            diagnostics.Add(DiagnosticInfo.Create(Descriptors.UnusableRecord, location, type.Name, obstacle));
            return [];
        }

        var parameters = constructor!.Parameters;
        var models = parameters
            .Select(parameter => Create(properties.First(one => one.Name == parameter.Name), PropertyKind.Constructor, DefaultValues.Of(parameter)))
            .Concat(properties
                .Where(property => property.SetMethod?.DeclaredAccessibility == Accessibility.Public && parameters.All(one => one.Name != property.Name))
                .Select(property => Create(property, property.IsRequired ? PropertyKind.Required : PropertyKind.Optional, null)))
            .Where(static model => model is not null)
            .Select(static model => model!)
            .ToList();
        JsonNames.ReportDuplicates(models.Select(static model => model.Parameter), type.Name, location, diagnostics);
        return models;

        PropertyModel? Create(IPropertySymbol property, PropertyKind kind, string? standard) =>
            types.Parse(property.Type, $"Property {property.Name}", type.Name) is { } model
                ? new PropertyModel(new ParameterModel(property.Name, JsonNames.Of(property, property.Name), model) { Default = standard }, kind)
                : null;
    }

    /// <summary>The constructor with most parameters, all of which are properties too.</summary>
    private static IMethodSymbol? FindConstructor(INamedTypeSymbol type, List<IPropertySymbol> properties) =>
        type.InstanceConstructors
            .Where(static one => one.DeclaredAccessibility == Accessibility.Public)
            .Where(one => one.Parameters.All(parameter => properties.Any(property => property.Name == parameter.Name)))
            .OrderByDescending(static one => one.Parameters.Length)
            .FirstOrDefault();

    private static string? FindObstacle(INamedTypeSymbol type, IMethodSymbol? constructor)
    {
        if (type.IsAbstract)
        {
            return "it is abstract; use a record that can be created, or JsonElement";
        }

        for (ITypeSymbol? one = type; one is not null; one = one.ContainingType)
        {
            if (one.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal))
            {
                return $"{one.Name} is {one.DeclaredAccessibility.ToString().ToLowerInvariant()}; make it internal or public";
            }
        }

        return constructor is null ? "it has no public constructor whose parameters are its properties" : null;
    }
}
