using SidekiqCluster.Generators.Models;
using SidekiqCluster.Generators.Models.Workers;
using SidekiqCluster.Generators.Parsing.Ruby;

namespace SidekiqCluster.Generators.Parsing.Rbs;

/// <summary>Reads types as RBS writes them: <c>Integer?</c>, <c>Array[String | nil]</c>, <c>{ name: String, ?age: Integer }</c>.</summary>
internal static class RbsTypes
{
    private const int Deepest = 30;

    /// <summary>Reads a type; steps behind it.</summary>
    public static WorkerType Read(TokenReader reader, int depth = 0)
    {
        if (depth > Deepest)
        {
            return WorkerType.Unknown;
        }

        var parts = new List<WorkerType> { ReadOptional(reader, depth) };
        var isIntersection = false;
        while (reader.Current.IsOperator("|") || reader.Current.IsOperator("&"))
        {
            isIntersection |= reader.Current.IsOperator("&");
            reader.Advance();
            parts.Add(ReadOptional(reader, depth));
        }

        return isIntersection ? WorkerType.Unknown : parts.Count == 1 ? parts[0] : WorkerTypes.Union(parts);
    }

    private static WorkerType ReadOptional(TokenReader reader, int depth)
    {
        var type = ReadSingle(reader, depth);
        while (reader.Current is { Kind: RubyTokenKind.Operator, Text: "?", HasSpaceBefore: false })
        {
            reader.Advance();
            type = type.OrNil();
        }

        return type;
    }

    private static WorkerType ReadSingle(TokenReader reader, int depth)
    {
        var token = reader.Current;
        if (token.Kind == RubyTokenKind.Constant || token.IsOperator("::"))
        {
            var name = RubyConstants.Read(reader).TrimStart(':');
            return reader.Take("[") ? ReadGeneric(name, reader.TakeBracket(), depth) : RubyConstants.TypeOf(name);
        }

        reader.Advance();
        return token.Kind switch
        {
            RubyTokenKind.String => new WorkerType(WorkerTypeKind.String),
            RubyTokenKind.Integer => new WorkerType(WorkerTypeKind.Integer),
            RubyTokenKind.Identifier => ReadWord(reader, token.Text),
            RubyTokenKind.Operator when token.Text == "(" => Read(reader.TakeBracket(), depth + 1),
            RubyTokenKind.Operator when token.Text == "{" => ReadShape(reader.TakeBracket(), depth),
            RubyTokenKind.Operator when token.Text == "[" => ReadTuple(reader.TakeBracket(), depth),
            _ => WorkerType.Unknown,
        };
    }

    private static WorkerType ReadWord(TokenReader reader, string word)
    {
        if (word == "singleton" && reader.Take("("))
        {
            reader.TakeBracket();
        }

        return word switch
        {
            "bool" or "boolish" or "true" or "false" => new WorkerType(WorkerTypeKind.Boolean),
            "nil" => new WorkerType(WorkerTypeKind.Nil),
            _ => WorkerType.Unknown,
        };
    }

    private static WorkerType ReadGeneric(string name, TokenReader arguments, int depth) =>
        WorkerTypes.Generic(name, arguments.SplitAtCommas().Select(part => Read(part, depth + 1)).ToList());

    /// <summary><c>[Integer, Integer]</c>; a list when all are of one type.</summary>
    private static WorkerType ReadTuple(TokenReader elements, int depth) => new(WorkerTypeKind.Array)
    {
        Element = WorkerTypes.Union(elements.SplitAtCommas().Select(part => Read(part, depth + 1)).ToList()),
    };

    private static WorkerType ReadShape(TokenReader entries, int depth)
    {
        var keys = new List<WorkerKey>();
        foreach (var entry in entries.SplitAtCommas())
        {
            var isOptional = entry.Take("?");
            if (RubyLiteral.ReadKey(entry) is not { } name)
            {
                return WorkerType.Unknown;
            }

            keys.Add(new WorkerKey(name, Read(entry, depth + 1), isOptional));
        }

        return keys.Count == 0 ? WorkerType.Unknown : new WorkerType(WorkerTypeKind.Shape) { Keys = new EquatableArray<WorkerKey>(keys) };
    }
}
