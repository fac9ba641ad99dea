using SidekiqCluster.Generators.Models;
using SidekiqCluster.Generators.Models.Workers;

namespace SidekiqCluster.Generators.Parsing.Workers;

/// <summary>Turns the types of one worker's signature into C#, and collects the records that its hashes become.</summary>
/// <param name="record">The full name of the job's record, in which they lie.</param>
internal sealed class JobTypes(string record, MemberNames names, LocationInfo location, List<DiagnosticInfo> diagnostics)
{
    private readonly List<RecordModel> _records = [];

    public EquatableArray<RecordModel> Records => new(_records);

    /// <summary>The model of a type.</summary>
    /// <param name="type">The type out of a signature.</param>
    /// <param name="name">What a hash of known keys would be called.</param>
    public TypeModel Map(WorkerType type, string name)
    {
        var model = type.Kind switch
        {
            WorkerTypeKind.Boolean => LeafTypes.Of(ValueKind.Boolean),
            WorkerTypeKind.Integer => LeafTypes.Of(ValueKind.Int64),
            WorkerTypeKind.Float => LeafTypes.Of(ValueKind.Double),
            WorkerTypeKind.Decimal => LeafTypes.Of(ValueKind.Decimal),
            WorkerTypeKind.String => LeafTypes.Of(ValueKind.String),
            WorkerTypeKind.Date => LeafTypes.Of(ValueKind.Date),
            WorkerTypeKind.Time => LeafTypes.Of(ValueKind.Time),
            WorkerTypeKind.Array => Collection(ValueKind.List, "IReadOnlyList<", Map(type.Element!, name)),
            WorkerTypeKind.Hash => Collection(ValueKind.Map, "IReadOnlyDictionary<string, ", Map(type.Element!, name)),
            WorkerTypeKind.Shape => MapShape(type.Keys, name, isKeywords: false),
            _ => LeafTypes.Of(ValueKind.Any),
        };
        return model with { IsNullable = type.IsNullable && model.Kind != ValueKind.Any };
    }

    /// <summary>The record of the keywords that an Active Job takes.</summary>
    public TypeModel MapKeywords(IEnumerable<WorkerParameter> keywords) => MapShape(
        new EquatableArray<WorkerKey>(keywords
            .Where(static one => one.Kind != WorkerParameterKind.RestKeywords)
            .Select(static one => new WorkerKey(one.Name, one.Type, one.Kind == WorkerParameterKind.OptionalKeyword))),
        "Keyword",
        isKeywords: true);

    /// <summary>The type of something that may be left out, with its default as C#.</summary>
    public static (TypeModel Type, string Default) Optional(TypeModel type, string? json)
    {
        if (type.Kind == ValueKind.Any)
        {
            return (type, "default");
        }

        return JobDefaults.Spell(type.Kind, json) is { } literal ? (type, literal) : (type with { IsNullable = true }, "null");
    }

    private static TypeModel Collection(ValueKind kind, string begin, TypeModel element) =>
        new(kind, $"global::System.Collections.Generic.{begin}{element.FullCSharp}>") { Element = element, IsInterface = true };

    private TypeModel MapShape(EquatableArray<WorkerKey> keys, string name, bool isKeywords)
    {
        var own = names.TakeType(name + "Hash");
        var members = new MemberNames(own, location, diagnostics);
        var properties = keys
            .GroupBy(static key => key.Name, StringComparer.Ordinal)
            .Select(static same => same.Last())
            .Select((key, position) => MapKey(key, members.Take(key.Name, position)))
            .OrderBy(static one => one.Parameter.IsOptional)
            .ToList();
        var full = record + "." + own;
        _records.Add(new RecordModel(full, own, IsValueType: false, new EquatableArray<PropertyModel>(properties)) { IsKeywords = isKeywords });
        return new TypeModel(ValueKind.Record, full);
    }

    private PropertyModel MapKey(WorkerKey key, string name)
    {
        var type = Map(key.Type, name);
        var parameter = new ParameterModel(name, key.Name, type);
        if (key.IsOptional)
        {
            var (optional, standard) = Optional(type, null);
            parameter = parameter with { Type = optional, Default = standard };
        }

        return new PropertyModel(parameter, PropertyKind.Constructor);
    }
}
