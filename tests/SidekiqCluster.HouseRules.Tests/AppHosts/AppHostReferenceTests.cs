using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SidekiqCluster.HouseRules.AppHosts;

/// <summary>What the projects that are not compiled here name is there: projects, and members of our own hosting library with their parameters.</summary>
public sealed partial class AppHostReferenceTests
{
    private const string AppHost = "apphost/SidekiqCluster.AppHost/SidekiqCluster.AppHost.csproj";

    private static readonly string[] Unbuilt =
        [AppHost, "apphost/SidekiqCluster.Hosting/SidekiqCluster.Hosting.csproj", "tests/SidekiqCluster.Hosting.Tests/SidekiqCluster.Hosting.Tests.csproj"];

    /// <summary>The members of Aspire that are called. A name that is not here is misspelt, or new and to be looked up for the pinned version.</summary>
    private static readonly HashSet<string> Aspire =
    [
        "AddAsyncCheck", "AddContainer", "AddExecutable", "AddHealthChecks", "AddOrleans", "AddProject", "AddRedis", "AddResource", "AsClient", "ExcludeFromManifest",
        "WaitFor", "WithArgs", "WithClusterId", "WithClustering", "WithEndpoint", "WithEnvironment", "WithGrainStorage", "WithHealthCheck", "WithHttpCommand",
        "WithHttpHealthCheck", "WithIconName", "WithParentRelationship", "WithReference", "WithReminders", "WithReplicas", "WithServiceId",
        "WithUrlForEndpoint", "WithoutHttpsCertificate",
    ];

    private static readonly SourceFile[] Sources =
        [.. Repository.SourceFiles([.. Unbuilt.Select(project => Path.GetDirectoryName(project)!)])];

    private static readonly ILookup<string, MethodDeclarationSyntax> Ours = Sources
        .SelectMany(file => file.Tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>())
        .Where(method => method.ParameterList.Parameters.FirstOrDefault()?.Modifiers.Any(SyntaxKind.ThisKeyword) == true)
        .ToLookup(method => method.Identifier.Text);

    [Fact]
    public void References_ToProjects_AreThere() => Assert.Empty(
        from project in Unbuilt
        from reference in ReferencesOf(project)
        let path = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Repository.PathOf(project))!, reference.Attribute("Include")!.Value))
        where !File.Exists(path)
        select $"{project}: {path}");

    [Fact]
    public void Projects_ThatTheAppHostStarts_AreThoseItReferences()
    {
        var referenced = ReferencesOf(AppHost)
            .Where(reference => reference.Attribute("IsAspireProjectResource")?.Value != "false")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value).Replace('.', '_'));
        var started = ProjectName().Matches(File.ReadAllText(Repository.PathOf("apphost/SidekiqCluster.AppHost/Program.cs"))).Select(match => match.Groups[1].Value);

        Assert.Equal(referenced.Order(StringComparer.Ordinal), started.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Calls_ThatBuildTheModel_AreOursOrAspires() => Assert.Empty(
        from call in Calls()
        where BuilderName().IsMatch(call.Name) && !Aspire.Contains(call.Name) && !Ours.Contains(call.Name)
        select call.ToString());

    [Fact]
    public void Names_OfAspire_AreAllCalled() => Assert.Empty(Aspire.Except(Calls().Select(call => call.Name)));

    [Fact]
    public void Calls_OfOurOwnMembers_GiveArgumentsThatTheyTake() => Assert.Empty(
        from call in Calls()
        where Ours.Contains(call.Name) && !Aspire.Contains(call.Name) && !Ours[call.Name].Any(method => Takes(method, call.Arguments))
        select call.ToString());

    private static IEnumerable<Call> Calls() =>
        from file in Sources
        from invocation in file.Tree.GetRoot(TestContext.Current.CancellationToken).DescendantNodes().OfType<InvocationExpressionSyntax>()
        let member = invocation.Expression as MemberAccessExpressionSyntax
        where member is not null
        select new Call(file.Path, member.Name.Identifier.Text, invocation.ArgumentList.Arguments);

    private static bool Takes(MethodDeclarationSyntax method, IReadOnlyCollection<ArgumentSyntax> arguments)
    {
        ParameterSyntax[] parameters = [.. method.ParameterList.Parameters.Skip(1)];
        var names = arguments.Select(argument => argument.NameColon?.Name.Identifier.Text).OfType<string>().ToArray();
        var positional = arguments.Count - names.Length;
        return names.All(name => parameters.Any(parameter => parameter.Identifier.Text == name))
            && (positional <= parameters.Length || parameters is [.., var last] && last.Modifiers.Any(SyntaxKind.ParamsKeyword))
            && parameters.Skip(positional).All(parameter =>
                parameter.Default is not null || parameter.Modifiers.Any(SyntaxKind.ParamsKeyword) || names.Contains(parameter.Identifier.Text));
    }

    private static IEnumerable<XElement> ReferencesOf(string project) => XDocument.Load(Repository.PathOf(project)).Descendants("ProjectReference");

    private sealed record Call(string File, string Name, IReadOnlyCollection<ArgumentSyntax> Arguments)
    {
        public override string ToString() => $"{File}: {Name}({string.Join(", ", Arguments)})";
    }

    [GeneratedRegex(@"\bProjects\.(\w+)")]
    private static partial Regex ProjectName();

    [GeneratedRegex("^(Add[A-Z]|With|As[A-Z]|WaitFor|Exclude|Publish)")]
    private static partial Regex BuilderName();
}
