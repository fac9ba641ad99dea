using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SidekiqCluster.Generators.Diagnostics;
using SidekiqCluster.Generators.Models;

namespace SidekiqCluster.Generators.Parsing;

/// <summary>The names that members have in JSON.</summary>
internal static class JsonNames
{
    /// <summary>What the attribute says, or the name as Ruby would write it.</summary>
    public static string Of(ISymbol? member, string name) => FromAttribute(member) ?? RubyNames.ToSnakeCase(name);

    /// <summary>Tells of two parameters or keys with one name.</summary>
    public static void ReportDuplicates(
        IEnumerable<ParameterModel> models, string owner, LocationInfo? location, List<DiagnosticInfo> diagnostics)
    {
        foreach (var same in models.GroupBy(static model => model.JsonName, StringComparer.Ordinal).Where(static same => same.Count() > 1))
        {
            var names = same.Select(static model => model.Name).ToList();
            diagnostics.Add(DiagnosticInfo.Create(
                Descriptors.DuplicateJsonName, location, names[0], names[1], owner, same.Key));
        }
    }

    private static string? FromAttribute(ISymbol? member) => member is null || !MayHaveAttributes(member) ? null : member.GetAttributes()
        .Where(static one => one.AttributeClass is
        {
            Name: "JsonPropertyNameAttribute" or "JsonStringEnumMemberNameAttribute",
            ContainingNamespace: { Name: "Serialization", ContainingNamespace.Name: "Json" },
        })
        .Select(static one => one.ConstructorArguments.FirstOrDefault().Value as string)
        .FirstOrDefault();

    /// <summary>Whether any is written; binding those of each member would cost more than all else that is asked of it.</summary>
    private static bool MayHaveAttributes(ISymbol member) =>
        member.DeclaringSyntaxReferences.IsEmpty || member.DeclaringSyntaxReferences.Any(static reference => reference.GetSyntax() switch
        {
            ParameterSyntax parameter => parameter.AttributeLists.Count > 0,
            MemberDeclarationSyntax declaration => declaration.AttributeLists.Count > 0,
            _ => true,
        });
}
