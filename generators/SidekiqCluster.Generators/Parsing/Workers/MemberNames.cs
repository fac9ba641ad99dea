using SidekiqCluster.Generators.Diagnostics;
using SidekiqCluster.Generators.Models;

namespace SidekiqCluster.Generators.Parsing.Workers;

/// <summary>Gives the parameters and hashes of one record names in C#.</summary>
internal sealed class MemberNames(string record, LocationInfo location, List<DiagnosticInfo> diagnostics)
{
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal)
    {
        record, "Schema", "TryReadArgs", "WriteArgs", "Equals", "GetHashCode", "ToString", "GetType", "EqualityContract",
        "PrintMembers", "Deconstruct", "Clone", "Finalize", "MemberwiseClone", "ReferenceEquals",
    };

    /// <summary>The name of a parameter; tells when it could not be had.</summary>
    /// <param name="ruby">The name in Ruby; empty when there is none.</param>
    /// <param name="position">The position from 0, for those without a name.</param>
    public string Take(string ruby, int position)
    {
        var wanted = RubyNames.ToPascalCase(ruby);
        var isName = wanted.Length > 0 && char.IsLetter(wanted[0]);
        var name = isName ? wanted : "Arg" + (position + 1);
        for (var number = 0; !_taken.Add(name); number++)
        {
            name = (isName ? wanted : "Arg" + (position + 1)) + "Value" + (number == 0 ? "" : number.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        if (name != wanted && ruby.Trim('_').Length > 0)
        {
            diagnostics.Add(DiagnosticInfo.Create(WorkerDescriptors.NameIsEscaped, location, ruby, record, name));
        }

        return name;
    }

    /// <summary>A name for a type within the record.</summary>
    public string TakeType(string wanted)
    {
        var name = wanted;
        for (var number = 2; !_taken.Add(name); number++)
        {
            name = wanted + number;
        }

        return name;
    }
}
