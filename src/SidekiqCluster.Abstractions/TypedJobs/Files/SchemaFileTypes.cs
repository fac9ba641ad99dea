namespace SidekiqCluster.TypedJobs;

/// <summary>Reads what a schema file says of a value: its type, or the types that were seen with counts.</summary>
internal static class SchemaFileTypes
{
    private static readonly JobValueType Any = new(JobValueKind.Any);

    /// <summary>The type of an object with <c>type</c> or <c>seen</c>, and with <c>element</c> or <c>keys</c>.</summary>
    public static JobValueType Read(SchemaNode value)
    {
        var type = value.Find("seen") is { IsObject: true } seen
            ? ReadSeen(seen, value)
            : value.Find("type") is { } name ? ReadNamed(name.Text, name, value) : Any;
        return value.Find("nullable") is { IsTrue: true } ? OrNull(type) : type;
    }

    /// <summary>The type of what may be left out.</summary>
    public static JobValueType OrNull(JobValueType type) =>
        type.Kind == JobValueKind.Any ? type : type with { IsNullable = true };

    private static JobValueType ReadSeen(SchemaNode seen, SchemaNode value)
    {
        var names = seen.Members().Where(member => member.Value.RawText != "0").ToList();
        var types = names.Where(member => member.Name != "null")
            .DistinctBy(member => member.Name)
            .Select(member => ReadNamed(member.Name, member.Value, value))
            .ToList();

        // A number that happened to be whole was counted as an integer.
        if (types.Any(type => type.Kind == JobValueKind.Double))
        {
            types.RemoveAll(type => type.Kind == JobValueKind.Int64);
        }

        var type = types is [var only] ? only : Any;
        return names.Any(member => member.Name == "null") ? OrNull(type) : type;
    }

    private static JobValueType ReadNamed(string? name, SchemaNode place, SchemaNode value)
    {
        switch (name)
        {
            case "any" or "null":
                return Any;
            case "boolean":
                return new JobValueType(JobValueKind.Boolean);
            case "integer":
                return new JobValueType(JobValueKind.Int64);
            case "float":
                return new JobValueType(JobValueKind.Double);
            case "decimal":
                return new JobValueType(JobValueKind.Decimal);
            case "string":
                return new JobValueType(JobValueKind.String);
            case "date":
                return new JobValueType(JobValueKind.Date);
            case "time":
                return new JobValueType(JobValueKind.Time);
            case "array":
                return new JobValueType(JobValueKind.List) { Element = ReadElement(value) };
            case "hash" when value.Find("keys")?.AsObject("\"keys\"") is { } keys && keys.Members().Any():
                return RecordOf(keys.Members().Select(key => (key.Name, Read(key.Value.AsObject("a key")), key.Value.Find("optional") is { IsTrue: true })));
            case "hash":
                return new JobValueType(JobValueKind.Map) { Element = ReadElement(value) };
            default:
                throw place.Fail("a type is any, null, boolean, integer, float, decimal, string, date, time, array or hash");
        }
    }

    /// <summary>A hash of known keys. Those that may be left out come last, as in the records that the generator makes.</summary>
    public static JobValueType RecordOf(IEnumerable<(string Name, JobValueType Type, bool IsOptional)> keys) =>
        new(JobValueKind.Record)
        {
            Keys =
            [
                .. keys.GroupBy(key => key.Name, StringComparer.Ordinal)
                    .Select(same => same.Last())
                    .OrderBy(key => key.IsOptional)
                    .Select(key => KeyOf(key.Name, key.IsOptional ? OrNull(key.Type) : key.Type, key.IsOptional)),
            ],
        };

    private static JobKey KeyOf(string name, JobValueType type, bool isOptional) =>
        new(name, type) { IsOptional = isOptional || type.IsNullable };

    private static JobValueType ReadElement(SchemaNode value) => value.Find("element") is { } element ? Read(element) : Any;
}
