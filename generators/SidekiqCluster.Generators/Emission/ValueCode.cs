using SidekiqCluster.Generators.Models;

namespace SidekiqCluster.Generators.Emission;

/// <summary>
/// The calls that read and write values. A value of a single type is read by the library; one that is put together, such
/// as a list of nullable numbers, by a method that is named here and written by <see cref="HelperEmitter"/>.
/// </summary>
internal sealed class ValueCode(JobModel job)
{
    private readonly Dictionary<string, string> _names = job.Records.Select(static one => (one.CSharp, one.Name))
        .Concat(job.Enums.Select(static one => (one.CSharp, one.Name)))
        .ToDictionary(static one => one.CSharp, static one => one.Name);

    private readonly Dictionary<string, TypeModel> _readers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TypeModel> _writers = new(StringComparer.Ordinal);

    /// <summary>The class that holds the named methods.</summary>
    public string HelperClass { get; } = job.Name + "Json";

    /// <summary>The types of put-together values that were asked for, by the name of their method.</summary>
    public IReadOnlyDictionary<string, TypeModel> Readers => _readers;

    /// <inheritdoc cref="Readers"/>
    public IReadOnlyDictionary<string, TypeModel> Writers => _writers;

    /// <summary>Whether any method of the helper class was named.</summary>
    public bool NeedsHelpers => _names.Count + _readers.Count + _writers.Count > 0;

    /// <summary>The call that reads a value into <paramref name="target"/>: a variable, or <c>var</c> and one.</summary>
    public string Read(TypeModel type, string target)
    {
        if (type.IsNullable)
        {
            var method = type.IsValueType ? "TryReadNullable" : "TryReadOrNull";
            return $"{Known.ArgsReader}.{method}<{type.CSharp}>(ref reader, {ReadMethod(type.WithoutNull())}, out {target})";
        }

        if (type.IsInterface && !target.StartsWith("var ", StringComparison.Ordinal))
        {
            // The library makes a list or dictionary, and an out variable must be of that exact type.
            return $"{ReadMethod(type)}(ref reader, out {target})";
        }

        return type.Kind switch
        {
            ValueKind.List => $"{Known.ArgsReader}.{(type.IsArray ? "TryReadArray" : "TryReadList")}{ElementArgument(type)}"
                + $"(ref reader, {ReadMethod(type.Element!)}, out {target})",
            ValueKind.Map => $"{Known.ArgsReader}.TryReadMap{ElementArgument(type)}(ref reader, {ReadMethod(type.Element!)}, out {target})",
            _ => $"{ReadMethod(type)}(ref reader, out {target})",
        };
    }

    /// <summary>The name of a method that reads a value.</summary>
    public string ReadMethod(TypeModel type)
    {
        var name = "TryRead" + NameOf(type);
        if (!type.IsNullable && type.Element is null)
        {
            return (IsDefined(type) ? HelperClass : Known.ArgsReader) + "." + name;
        }

        _readers[name] = type;
        return HelperClass + "." + name;
    }

    /// <summary>The call that writes a value.</summary>
    public string Write(TypeModel type, string value)
    {
        if (type is { IsNullable: true, IsValueType: true })
        {
            return $"{Known.ArgsWriter}.WriteNullable<{type.CSharp}>(writer, {value}, {WriteMethod(type.WithoutNull())})";
        }

        return type.Kind switch
        {
            ValueKind.List => $"{Known.ArgsWriter}.WriteList{ElementArgument(type)}(writer, {value}, {WriteMethod(type.Element!)})",
            ValueKind.Map => $"{Known.ArgsWriter}.WriteMap{ElementArgument(type)}(writer, {value}, {WriteMethod(type.Element!)})",
            _ => $"{WriteMethod(type)}(writer, {value})",
        };
    }

    /// <summary>The name of a method that writes a value.</summary>
    public string WriteMethod(TypeModel type)
    {
        var isPutTogether = type.Element is not null || type is { IsNullable: true, IsValueType: true };
        if (!isPutTogether)
        {
            return IsDefined(type) ? HelperClass + ".Write" + _names[type.CSharp] : Known.ArgsWriter + ".Write";
        }

        var name = "Write" + NameOf(type);
        _writers[name] = type;
        return HelperClass + "." + name;
    }

    private static bool IsDefined(TypeModel type) => type.Kind is ValueKind.Record or ValueKind.Enum;

    private static string ElementArgument(TypeModel type) => $"<{type.Element!.FullCSharp}>";

    private string NameOf(TypeModel type) => (type.IsNullable ? "Nullable" : "") + type.Kind switch
    {
        ValueKind.List => (type.IsArray ? "ArrayOf" : type.IsInterface ? InterfaceName(type) + "Of" : "ListOf") + NameOf(type.Element!),
        ValueKind.Map => (type.IsInterface ? InterfaceName(type) + "Of" : "MapOf") + NameOf(type.Element!),
        ValueKind.Record or ValueKind.Enum => _names[type.CSharp],
        _ => type.Kind.ToString(),
    };

    /// <summary><c>IReadOnlyList</c> of its full name.</summary>
    private static string InterfaceName(TypeModel type)
    {
        var name = type.CSharp.Substring(0, type.CSharp.IndexOf('<'));
        return name.Substring(name.LastIndexOf('.') + 1);
    }
}
