using System.Reflection;
using PublicApiGenerator;

namespace SidekiqCluster.HouseRules.Surface;

/// <summary>
/// The public surface changes on purpose only: after such a change, copy the text that the failing test wrote beside
/// the approved one over it.
/// </summary>
public sealed class PublicApiTests
{
    private static readonly ApiGeneratorOptions Options = new()
    {
        IncludeAssemblyAttributes = false,
        // What Orleans generates follows from the contracts, which OrleansContracts.txt shows.
        DenyNamespacePrefixes = ["OrleansCodeGen"],

        // Its argument counts the compiler's own types.
        ExcludeAttributes = ["System.Runtime.CompilerServices.AsyncIteratorStateMachineAttribute"],
    };

    public static TheoryData<string> Assemblies =>
        ["SidekiqCluster.Abstractions", "SidekiqCluster.Core", "SidekiqCluster.Grains", "SidekiqCluster.Client"];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void PublicApi_OfLibrary_IsTheApprovedOne(string assembly)
    {
        var folder = Repository.PathOf("tests", "SidekiqCluster.HouseRules.Tests", "Surface");
        var approvedPath = Path.Combine(folder, $"{assembly}.approved.txt");
        var actual = Assembly.Load(assembly).GeneratePublicApi(Options).ReplaceLineEndings("\n");
        var approved = File.Exists(approvedPath) ? File.ReadAllText(approvedPath) : string.Empty;
        if (approved != actual)
        {
            File.WriteAllText(Path.Combine(folder, $"{assembly}.received.txt"), actual);
        }

        Assert.Equal(approved, actual);
    }

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void PublicClasses_OfLibrary_AreSealedUnlessMadeToBeDerived(string assembly)
    {
        Type[] bases = [.. Assembly.Load(assembly).GetTypes().Where(t => t.BaseType is not null).Select(t => t.BaseType!)];
        var open = Assembly.Load(assembly).GetExportedTypes()
            .Where(t => t is { IsClass: true, IsSealed: false, IsAbstract: false } && !bases.Contains(t));
        Assert.Empty(open);
    }
}
