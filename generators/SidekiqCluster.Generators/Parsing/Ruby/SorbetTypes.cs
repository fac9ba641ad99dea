using SidekiqCluster.Generators.Models;
using SidekiqCluster.Generators.Models.Workers;

namespace SidekiqCluster.Generators.Parsing.Ruby;

/// <summary>Reads <c>sig { params(id: Integer).void }</c>.</summary>
internal static class SorbetTypes
{
    private const int Deepest = 30;

    /// <summary>The types of the parameters by name; what is no type that JSON has is unknown.</summary>
    public static Dictionary<string, WorkerType> ReadSignature(TokenReader signature)
    {
        var types = new Dictionary<string, WorkerType>(StringComparer.Ordinal);
        while (!signature.IsAtEnd && !(signature.Current.IsIdentifier("params") && signature.Next.IsOperator("(")))
        {
            signature.Advance();
        }

        signature.Advance();
        if (signature.Take("("))
        {
            foreach (var parameter in signature.TakeBracket().SplitAtCommas())
            {
                if (RubyLiteral.ReadKey(parameter) is { } name)
                {
                    types[name] = Read(parameter, 0);
                }
            }
        }

        return types;
    }

    private static WorkerType Read(TokenReader reader, int depth)
    {
        if (depth > Deepest)
        {
            return WorkerType.Unknown;
        }

        if (reader.Take("{"))
        {
            var keys = reader.TakeBracket().SplitAtCommas()
                .Select(part => RubyLiteral.ReadKey(part) is { } name ? new WorkerKey(name, Read(part, depth + 1), false) : null)
                .ToList();
            return keys.Contains(null) || keys.Count == 0
                ? WorkerType.Unknown
                : new WorkerType(WorkerTypeKind.Shape) { Keys = new EquatableArray<WorkerKey>(keys!) };
        }

        var name = RubyConstants.Read(reader);
        if (name == "T" && reader.Take("."))
        {
            return ReadCombination(reader, depth);
        }

        return reader.Take("[") ? ReadGeneric(name, reader.TakeBracket(), depth) : RubyConstants.TypeOf(name);
    }

    /// <summary><c>T.nilable(...)</c> and its kin.</summary>
    private static WorkerType ReadCombination(TokenReader reader, int depth)
    {
        var name = reader.Current.Text;
        reader.Advance();
        if (!reader.Take("("))
        {
            return WorkerType.Unknown;
        }

        var parts = reader.TakeBracket().SplitAtCommas().Select(part => Read(part, depth + 1)).ToList();
        return name switch
        {
            "nilable" when parts.Count == 1 => parts[0].OrNil(),
            "any" => WorkerTypes.Union(parts),
            "must" or "all" when parts.Count == 1 => parts[0],
            _ => WorkerType.Unknown,
        };
    }

    private static WorkerType ReadGeneric(string name, TokenReader arguments, int depth)
    {
        var parts = arguments.SplitAtCommas().Select(part => Read(part, depth + 1)).ToList();
        return WorkerTypes.Generic(name.StartsWith("T::", StringComparison.Ordinal) ? name.Substring(3) : name, parts);
    }
}
