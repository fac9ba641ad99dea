using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SidekiqCluster.Generators.Models;

namespace SidekiqCluster.Generators.Parsing;

/// <summary>How a type is declared, and whether the generator can add to it.</summary>
internal static class TypeShape
{
    /// <summary>Why nothing can be added to this type; null when it can.</summary>
    public static string? FindObstacle(INamedTypeSymbol type, CancellationToken ct)
    {
        if (!type.IsRecord || type.TypeKind != TypeKind.Class)
        {
            return "it is no record class; declare it as \"partial record\"";
        }

        if (type.IsAbstract || type.Arity > 0)
        {
            return type.IsAbstract ? "it is abstract; a job is created" : "it is generic; a worker class has one signature";
        }

        for (var one = type; one is not null; one = one.ContainingType)
        {
            if (one.Arity > 0)
            {
                return $"{one.Name} around it is generic; move it out";
            }

            if (!IsPartial(one, ct))
            {
                return $"{one.Name} is not partial; add the word";
            }
        }

        return null;
    }

    /// <summary>The headers of the types around a type, outermost first.</summary>
    public static EquatableArray<string> Containers(INamedTypeSymbol type)
    {
        var headers = new Stack<string>();
        for (var one = type.ContainingType; one is not null; one = one.ContainingType)
        {
            var keyword = (one.IsRecord, one.TypeKind) switch
            {
                (true, TypeKind.Struct) => "record struct",
                (true, _) => "record",
                (_, TypeKind.Struct) => "struct",
                (_, TypeKind.Interface) => "interface",
                _ => "class",
            };
            headers.Push($"partial {keyword} {one.Name}");
        }

        return new EquatableArray<string>(headers);
    }

    /// <summary>The constructor that the parameter list of a record makes; null when it has none.</summary>
    public static IMethodSymbol? FindPrimaryConstructor(INamedTypeSymbol type, CancellationToken ct) =>
        type.InstanceConstructors.FirstOrDefault(constructor => constructor.DeclaringSyntaxReferences.Any(
            reference => reference.GetSyntax(ct) is RecordDeclarationSyntax { ParameterList: not null }));

    private static bool IsPartial(INamedTypeSymbol type, CancellationToken ct) =>
        type.DeclaringSyntaxReferences.Any(reference =>
            reference.GetSyntax(ct) is TypeDeclarationSyntax syntax && syntax.Modifiers.Any(SyntaxKind.PartialKeyword));
}
