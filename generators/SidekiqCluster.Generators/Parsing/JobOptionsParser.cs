using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SidekiqCluster.Generators.Diagnostics;
using SidekiqCluster.Generators.Models;

namespace SidekiqCluster.Generators.Parsing;

/// <summary>Reads the options that stand in <c>[SidekiqJob]</c>.</summary>
internal static class JobOptionsParser
{
    public static OptionsModel Parse(
        AttributeData attribute, string job, LocationInfo? location, List<DiagnosticInfo> diagnostics)
    {
        var options = new OptionsModel();
        foreach (var named in attribute.NamedArguments)
        {
            options = named.Key switch
            {
                "Queue" => options with { Queue = ReadName("The queue", named.Value.Value) },
                "Tags" when !named.Value.IsNull => options with
                {
                    Tags = new EquatableArray<string>(named.Value.Values.Select(tag => ReadName("A tag", tag.Value) ?? "")),
                },
                "Retry" => options with { Retry = ReadRetry(named.Value) },
                _ => options,
            };
        }

        return options;

        string? ReadName(string what, object? value)
        {
            if (value is string text && text.Trim().Length == 0)
            {
                diagnostics.Add(DiagnosticInfo.Create(Descriptors.InvalidName, location, what, job));
            }

            return value as string;
        }

        string? ReadRetry(TypedConstant constant)
        {
            switch (constant.Kind == TypedConstantKind.Primitive ? constant.Value : null)
            {
                case null when constant.IsNull:
                    return null;
                case bool flag:
                    return flag ? "true" : "false";
                case int times and >= 0:
                    return times.ToString(CultureInfo.InvariantCulture);
                default:
                    var found = constant.Kind == TypedConstantKind.Array ? "an array" : constant.ToCSharpString();
                    diagnostics.Add(DiagnosticInfo.Create(Descriptors.InvalidRetry, location, job, found));
                    return null;
            }
        }
    }
}
