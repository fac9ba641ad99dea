using SidekiqCluster.Generators.Models;
using SidekiqCluster.Generators.Models.Workers;

namespace SidekiqCluster.Generators.Parsing.Ruby;

/// <summary>Reads the parameter list of <c>def</c>.</summary>
internal static class RubyParameters
{
    /// <summary>Reads a list without its parentheses.</summary>
    /// <param name="list">The pieces between them.</param>
    /// <param name="types">What the signature above says, by name.</param>
    public static EquatableArray<WorkerParameter> Read(TokenReader list, IReadOnlyDictionary<string, WorkerType> types) =>
        new(list.SplitAtCommas().SelectMany(ReadOne).Select(one => types.TryGetValue(one.Name, out var type) ? one with { Type = type } : one));

    private static IEnumerable<WorkerParameter> ReadOne(TokenReader part)
    {
        if (part.Take("..."))
        {
            return [new WorkerParameter("", WorkerParameterKind.Rest)];
        }

        if (part.Take("*"))
        {
            return [new WorkerParameter(NameOf(part), WorkerParameterKind.Rest)];
        }

        if (part.Take("**"))
        {
            return part.Current.IsIdentifier("nil") ? [] : [new WorkerParameter(NameOf(part), WorkerParameterKind.RestKeywords)];
        }

        if (part.Current.IsOperator("&"))
        {
            return [];
        }

        return [part.Current.Kind == RubyTokenKind.Label ? ReadKeyword(part) : ReadPositional(part)];
    }

    private static WorkerParameter ReadKeyword(TokenReader part)
    {
        var name = part.Current.Text;
        part.Advance();
        return part.IsAtEnd
            ? new WorkerParameter(name, WorkerParameterKind.RequiredKeyword)
            : new WorkerParameter(name, WorkerParameterKind.OptionalKeyword) { Default = RubyLiteral.Read(part) };
    }

    private static WorkerParameter ReadPositional(TokenReader part)
    {
        var name = NameOf(part);
        part.Advance();
        return part.Take("=")
            ? new WorkerParameter(name, WorkerParameterKind.Optional) { Default = RubyLiteral.Read(part) }
            : new WorkerParameter(name, WorkerParameterKind.Required);
    }

    private static string NameOf(TokenReader part) =>
        part.Current.Kind is RubyTokenKind.Identifier or RubyTokenKind.Constant ? part.Current.Text : "";
}
