using SidekiqCluster.Generators.Models;

namespace SidekiqCluster.Generators.Emission;

/// <summary>Writes the methods that read and write a hash of known keys.</summary>
internal static class RecordEmitter
{
    public static string Render(RecordModel record, ValueCode code)
    {
        var source = new SourceWriter();
        EmitReader(source, record, code);
        source.Line();
        EmitWriter(source, record, code);
        return source.ToString().TrimEnd('\n');
    }

    private static void EmitReader(SourceWriter source, RecordModel record, ValueCode code)
    {
        var attribute = record.IsValueType ? "" : Known.MaybeNullWhenFalse;
        source.Line($"public static bool TryRead{record.Name}(ref {Known.Reader} reader, {attribute}out {record.CSharp} value)").Open()
            .Line("value = default;")
            .Line($"if (!{Known.ArgsReader}.TryStartHash(ref reader))").Open().Line("return false;").Close().Line();
        foreach (var property in record.Properties)
        {
            EmitVariables(source, record, property);
        }

        source.Line($"while ({Known.ArgsReader}.MoveNextKey(ref reader))").Open();
        EmitKeys(source, record, code);
        source.Close().Line();
        var required = record.Properties.Where(static one => !one.MayLack).Select(one => Has(record, one)).ToList();
        if (required.Count > 0)
        {
            source.Line($"if (!({string.Join(" && ", required)}))").Open().Line("return false;").Close().Line();
        }

        EmitCreation(source, record);
        source.Line("return true;").Close();
    }

    private static void EmitVariables(SourceWriter source, RecordModel record, PropertyModel property)
    {
        source.Line($"{ReaderEmitter.Declared(property.Parameter.Type)} {Local(property)} = {property.Parameter.Default ?? "default"};");
        if (Remembers(property))
        {
            source.Line($"var {Has(record, property)} = false;");
        }
    }

    private static void EmitKeys(SourceWriter source, RecordModel record, ValueCode code)
    {
        var branch = "if";
        foreach (var property in record.Properties)
        {
            source.Line($"{branch} (reader.ValueTextEquals({CSharpNames.Literal(property.Parameter.JsonName)}u8))").Open()
                .Line($"if (!reader.Read() || !{code.Read(property.Parameter.Type, Local(property))})").Open()
                .Line("return false;").Close();
            if (Remembers(property))
            {
                source.Line().Line($"{Has(record, property)} = true;");
            }

            source.Close();
            branch = "else if";
        }

        if (record.Properties.Count == 0)
        {
            source.Line($"{Known.ArgsReader}.SkipValue(ref reader);");
            return;
        }

        source.Line("else").Open().Line($"{Known.ArgsReader}.SkipValue(ref reader);").Close();
    }

    private static void EmitCreation(SourceWriter source, RecordModel record)
    {
        var arguments = record.Properties.Where(static one => one.Kind == PropertyKind.Constructor).Select(Value);
        var required = record.Properties.Where(static one => one.Kind == PropertyKind.Required)
            .Select(static one => $"{CSharpNames.Escape(one.Parameter.Name)} = {Value(one)}")
            .ToList();
        var initializer = required.Count == 0 ? "" : $" {{ {string.Join(", ", required)} }}";
        source.Line($"value = new {record.CSharp}({string.Join(", ", arguments)}){initializer};");
        foreach (var property in record.Properties.Where(static one => one.Kind == PropertyKind.Optional))
        {
            source.Line($"if ({Has(record, property)})").Open()
                .Line($"value = value with {{ {CSharpNames.Escape(property.Parameter.Name)} = {Value(property)} }};").Close().Line();
        }
    }

    private static void EmitWriter(SourceWriter source, RecordModel record, ValueCode code)
    {
        var mark = record.IsValueType ? "" : "?";
        source.Line($"public static void Write{record.Name}({Known.Writer} writer, {record.CSharp}{mark} value)").Open();
        if (!record.IsValueType)
        {
            source.Line("if (value is null)").Open().Line("writer.WriteNullValue();").Line("return;").Close().Line();
        }

        source.Line("writer.WriteStartObject();");
        foreach (var property in record.Properties)
        {
            EmitWhenGiven(source, record, property, () => source
                .Line($"writer.WritePropertyName({CSharpNames.Literal(property.Parameter.JsonName)}u8);")
                .Line(code.Write(property.Parameter.Type, Member(property)) + ";"));
        }

        if (record.IsKeywords)
        {
            EmitKeywordNames(source, record);
        }

        source.Line("writer.WriteEndObject();").Close();
    }

    /// <summary>Active Job tells keywords from any other hash by the list of their names within it.</summary>
    private static void EmitKeywordNames(SourceWriter source, RecordModel record)
    {
        source.Line("writer.WriteStartArray(\"_aj_ruby2_keywords\"u8);");
        foreach (var property in record.Properties)
        {
            EmitWhenGiven(source, record, property, () => source
                .Line($"writer.WriteStringValue({CSharpNames.Literal(property.Parameter.JsonName)}u8);"));
        }

        source.Line("writer.WriteEndArray();");
    }

    /// <summary>A keyword that was not given is left out, so that Ruby takes its own default.</summary>
    private static void EmitWhenGiven(SourceWriter source, RecordModel record, PropertyModel property, Action emit)
    {
        if (!record.IsKeywords || !property.Parameter.IsOptional)
        {
            emit();
            return;
        }

        var isGiven = property.Parameter.Type.Kind == ValueKind.Any
            ? ".ValueKind != global::System.Text.Json.JsonValueKind.Undefined"
            : " is not null";
        source.Line($"if ({Member(property)}{isGiven})").Open();
        emit();
        source.Close().Line();
    }

    private static string Member(PropertyModel property) => "value." + CSharpNames.Escape(property.Parameter.Name);

    /// <summary>Whether it must be known afterwards if the key was there.</summary>
    private static bool Remembers(PropertyModel property) => !property.MayLack || property.Kind == PropertyKind.Optional;

    /// <summary>The variable that tells whether the key was there; a hash may have a key of that name, too.</summary>
    private static string Has(RecordModel record, PropertyModel property)
    {
        var name = "has" + property.Parameter.Name;
        return record.Properties.Any(other => Local(other) == name) ? name + "_" : name;
    }

    private static string Local(PropertyModel property) => CSharpNames.Local(property.Parameter.Name);

    /// <summary>The variable, and that the compiler may rely on a required key being there.</summary>
    private static string Value(PropertyModel property) =>
        Local(property) + (property.Parameter.Type is { IsValueType: false, IsNullable: false } ? "!" : "");
}
