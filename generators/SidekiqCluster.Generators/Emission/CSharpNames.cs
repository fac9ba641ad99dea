using Microsoft.CodeAnalysis.CSharp;

namespace SidekiqCluster.Generators.Emission;

/// <summary>Names as C# wants them.</summary>
internal static class CSharpNames
{
    private static readonly string[] Locals = ["reader", "args", "fit", "start", "depth", "value", "writer", "count"];

    /// <summary>The name, with <c>@</c> before a keyword.</summary>
    public static string Escape(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) == SyntaxKind.FieldKeyword
            ? "@" + name
            : name;

    /// <summary>The local variable that holds a parameter's value.</summary>
    public static string Local(string parameter)
    {
        var name = char.ToLowerInvariant(parameter[0]) + parameter.Substring(1);
        return Escape(Locals.Contains(name) ? name + "Value" : name);
    }

    /// <summary>A string as C#.</summary>
    public static string Literal(string text) => SymbolDisplay.FormatLiteral(text, quote: true);
}
