using Microsoft.CodeAnalysis.Text;
using SidekiqCluster.Generators.Models.Workers;

namespace SidekiqCluster.Generators.Parsing.Ruby;

/// <summary>Something that is open until its <c>end</c>.</summary>
internal sealed class RubyScope(RubyScopeKind kind, string name, TextSpan span)
{
    public RubyScopeKind Kind => kind;

    /// <summary>The full name of a class or module; what it is, of anything else.</summary>
    public string Name => name;

    public TextSpan Span => span;

    public string? Superclass { get; set; }

    public List<string> Mixins { get; } = [];

    public List<WorkerOption> Options { get; } = [];

    public WorkerMethod? Perform { get; set; }

    public WorkerMethod? Push { get; set; }

    /// <summary>What the signature says that stands above the next method.</summary>
    public Dictionary<string, WorkerType>? Signature { get; set; }
}
