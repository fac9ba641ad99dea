using System.Globalization;
using Microsoft.CodeAnalysis.CSharp;
using SidekiqCluster.Generators.Models;
using SidekiqCluster.Generators.Parsing.Schema;

namespace SidekiqCluster.Generators.Parsing.Workers;

/// <summary>Gives Ruby's literal defaults as C#.</summary>
internal static class JobDefaults
{
    /// <summary>The default; null when it is none that the type can have as a constant.</summary>
    public static string? Spell(ValueKind kind, string? json)
    {
        var value = json is null ? null : JsonReader.Read(json).Value;
        return (kind, value?.Kind) switch
        {
            (ValueKind.Boolean, JsonNodeKind.Boolean) => value!.Text,
            (ValueKind.Int64, JsonNodeKind.Number) when long.TryParse(value!.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) =>
                DefaultValues.Literal(number),
            (ValueKind.Double, JsonNodeKind.Number) when double.TryParse(value!.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                && !double.IsInfinity(number) => DefaultValues.Literal(number),
            (ValueKind.String, JsonNodeKind.String) => SymbolDisplay.FormatLiteral(value!.Text, quote: true),
            _ => null,
        };
    }
}
