using SidekiqCluster.Generators.Models.Workers;

namespace SidekiqCluster.Generators.Parsing.Ruby;

/// <summary>Reads names of classes, and knows those that have a JSON form.</summary>
internal static class RubyConstants
{
    /// <summary>Reads <c>A::B</c>, with or without <c>::</c> before it; empty when there is none.</summary>
    public static string Read(TokenReader reader)
    {
        var name = reader.Take("::") ? "::" : "";
        while (reader.Current.Kind == RubyTokenKind.Constant)
        {
            name += reader.Current.Text;
            reader.Advance();
            if (!reader.Current.IsOperator("::") || reader.Next.Kind != RubyTokenKind.Constant)
            {
                break;
            }

            reader.Advance();
            name += "::";
        }

        return name;
    }

    /// <summary>The type that a class has in JSON.</summary>
    public static WorkerType TypeOf(string name) => name.TrimStart(':') switch
    {
        "Integer" => new WorkerType(WorkerTypeKind.Integer),
        "Float" or "Numeric" => new WorkerType(WorkerTypeKind.Float),
        "String" => new WorkerType(WorkerTypeKind.String),
        "T::Boolean" or "TrueClass" or "FalseClass" => new WorkerType(WorkerTypeKind.Boolean),
        "NilClass" => new WorkerType(WorkerTypeKind.Nil),
        _ => WorkerType.Unknown,
    };
}
