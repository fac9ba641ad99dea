using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SidekiqCluster.Benchmarks.Generators;

/// <summary>Only asks the compiler for what any generator needs of a record: its attribute and the types of its parameters.</summary>
internal sealed class RecordFinder : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var records = context.SyntaxProvider.ForAttributeWithMetadataName(
            "SidekiqCluster.SidekiqJobAttribute",
            static (node, _) => node is TypeDeclarationSyntax,
            static (job, _) => ((INamedTypeSymbol)job.TargetSymbol).InstanceConstructors
                .SelectMany(one => one.Parameters)
                .Sum(one => one.Type.Name.Length + one.Name.Length) + job.Attributes[0].ConstructorArguments.Length);
        context.RegisterSourceOutput(records, static (_, _) => { });
    }
}
