using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SidekiqCluster.Hosting;

namespace SidekiqCluster.HouseRules.AppHosts;

/// <summary>The app host cannot be compiled where its packages cannot be had; what can be said of its sources without, is.</summary>
public sealed class AppHostSourceTests
{
    private static readonly SourceFile[] Sources =
        [.. Repository.SourceFiles("apphost/SidekiqCluster.AppHost", "apphost/SidekiqCluster.Hosting", "tests/SidekiqCluster.Hosting.Tests")];

    [Fact]
    public void Sources_OfTheAppHost_AreFound() => Assert.Contains("apphost/SidekiqCluster.AppHost/Program.cs", Sources.Select(file => file.Path));

    [Fact]
    public void Sources_All_ParseWithoutErrors() => Assert.Empty(
        from file in Sources
        from error in file.Tree.GetDiagnostics(TestContext.Current.CancellationToken)
        where error.Severity == DiagnosticSeverity.Error
        select $"{file.Path}: {error}");

    [Fact]
    public void Sources_All_TakePathsFromTheContract() => Assert.Empty(
        from file in Sources
        from literal in file.Tree.GetRoot(TestContext.Current.CancellationToken).DescendantNodes().OfType<LiteralExpressionSyntax>()
        where literal.Token.ValueText is ['/', >= 'a' and <= 'z', ..]
        select $"{file.Path}: {literal}");

    [Fact]
    public void Sources_All_NameMembersOfTheContractThatAreThere()
    {
        Type[] contract = [typeof(FleetCommands), typeof(FleetEnvironment), typeof(FleetPages)];
        Assert.Empty(
            from file in Sources
            from access in file.Tree.GetRoot(TestContext.Current.CancellationToken).DescendantNodes().OfType<MemberAccessExpressionSyntax>()
            from type in contract
            where access.Expression.ToString() == type.Name && type.GetMember(access.Name.Identifier.Text, BindingFlags.Public | BindingFlags.Static).Length == 0
            select $"{file.Path}: {access}");
    }

    [Fact]
    public void Packages_OfAspire_HaveOnePin()
    {
        const string pin = "13.1.3";
        var packages = File.ReadAllLines(Repository.PathOf("Directory.Packages.props")).Where(line => line.Contains("\"Aspire.", StringComparison.Ordinal));

        Assert.All(packages, line => Assert.Contains($"Version=\"{pin}\"", line, StringComparison.Ordinal));
        Assert.Contains($"\"Aspire.AppHost.Sdk\": \"{pin}\"", File.ReadAllText(Repository.PathOf("global.json")), StringComparison.Ordinal);
    }
}
