using SidekiqCluster.Generators.Models;
using SidekiqCluster.Generators.Models.Workers;
using SidekiqCluster.Generators.Parsing.Ruby;

namespace SidekiqCluster.Generators.Parsing.Rbs;

/// <summary>Reads <c>(Integer id, ?String name, *Integer rest, ?force: bool)</c>.</summary>
internal static class RbsParameters
{
    /// <summary>Reads a list without its parentheses.</summary>
    public static EquatableArray<WorkerParameter> Read(TokenReader list) => new(list.SplitAtCommas().Select(ReadOne));

    private static WorkerParameter ReadOne(TokenReader part)
    {
        if (part.Take("**"))
        {
            return ReadTyped(part, WorkerParameterKind.RestKeywords);
        }

        if (part.Take("*"))
        {
            return ReadTyped(part, WorkerParameterKind.Rest);
        }

        var isOptional = part.Take("?");
        if (part.Current.Kind != RubyTokenKind.Label)
        {
            return ReadTyped(part, isOptional ? WorkerParameterKind.Optional : WorkerParameterKind.Required);
        }

        var name = part.Current.Text;
        part.Advance();
        return new WorkerParameter(name, isOptional ? WorkerParameterKind.OptionalKeyword : WorkerParameterKind.RequiredKeyword)
        {
            Type = RbsTypes.Read(part),
        };
    }

    private static WorkerParameter ReadTyped(TokenReader part, WorkerParameterKind kind)
    {
        var type = RbsTypes.Read(part);
        return new WorkerParameter(part.Current.Kind == RubyTokenKind.Identifier ? part.Current.Text : "", kind) { Type = type };
    }
}
