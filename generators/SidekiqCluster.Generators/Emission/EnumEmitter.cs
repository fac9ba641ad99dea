using SidekiqCluster.Generators.Models;

namespace SidekiqCluster.Generators.Emission;

/// <summary>Writes the methods that read and write an enum by name.</summary>
internal static class EnumEmitter
{
    public static string Render(EnumModel model)
    {
        var source = new SourceWriter();
        source.Line($"public static bool TryRead{model.Name}(ref {Known.Reader} reader, out {model.CSharp} value)").Open()
            .Line("value = default;")
            .Line("if (reader.TokenType != global::System.Text.Json.JsonTokenType.String)").Open()
            .Line("return false;").Close().Line();
        foreach (var member in model.Members)
        {
            source.Line($"if (reader.ValueTextEquals({CSharpNames.Literal(member.JsonName)}u8))").Open()
                .Line($"value = {model.CSharp}.{CSharpNames.Escape(member.Name)};")
                .Line("return true;").Close().Line();
        }

        source.Line("return false;").Close().Line();
        source.Line($"public static void Write{model.Name}({Known.Writer} writer, {model.CSharp} value) =>").Indent()
            .Line("writer.WriteStringValue(value switch").Open();
        foreach (var member in model.Members.Where(static one => !one.IsAlias))
        {
            source.Line($"{model.CSharp}.{CSharpNames.Escape(member.Name)} => {CSharpNames.Literal(member.JsonName)}u8,");
        }

        source.Line("_ => throw new global::System.ArgumentOutOfRangeException(nameof(value), value, \"No member of the enum.\"),")
            .Close(");").Outdent();
        return source.ToString().TrimEnd('\n');
    }
}
