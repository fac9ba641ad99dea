namespace SidekiqCluster.Generators.Models;

/// <summary>One worker class: all that its generated file is made of.</summary>
/// <param name="Class">The class in Ruby.</param>
/// <param name="Name">The record in C#.</param>
internal sealed record JobModel(string Class, string Name)
{
    /// <summary>The record's namespace; empty for the global one.</summary>
    public string Namespace { get; init; } = "";

    /// <summary>The headers of the types around the record, outermost first: <c>partial class Jobs</c>.</summary>
    public EquatableArray<string> Containers { get; init; }

    /// <summary>Whether the record itself is to be generated, as nobody wrote it in C#.</summary>
    public bool IsDeclared { get; init; }

    public bool IsActiveJob { get; init; }

    /// <summary>File and line in Ruby, or null.</summary>
    public string? DefinedIn { get; init; }

    public OptionsModel Options { get; init; } = new();

    public EquatableArray<ParameterModel> Parameters { get; init; }

    /// <summary>The hashes among the parameters, each before those that hold it.</summary>
    public EquatableArray<RecordModel> Records { get; init; }

    public EquatableArray<EnumModel> Enums { get; init; }

    /// <summary>Tells this generated file from another that would have the same name; empty for the first.</summary>
    public string FileSuffix { get; init; } = "";

    /// <summary>The name of the generated file.</summary>
    public string HintName
    {
        get
        {
            var outer = string.Concat(Containers.Select(header => header.Substring(header.LastIndexOf(' ') + 1) + "."));
            return (Namespace.Length == 0 ? "" : Namespace + ".") + outer.Replace("@", "") + Name + FileSuffix + ".g.cs";
        }
    }
}
