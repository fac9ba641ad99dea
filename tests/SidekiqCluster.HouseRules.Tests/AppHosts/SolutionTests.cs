using System.Text.RegularExpressions;

namespace SidekiqCluster.HouseRules.AppHosts;

/// <summary>Which projects the solution builds where: what needs Aspire only in the configuration of that name.</summary>
public sealed partial class SolutionTests
{
    private static readonly string[] NeedAspire = ["SidekiqCluster.AppHost", "SidekiqCluster.Hosting", "SidekiqCluster.Hosting.Tests"];

    private readonly string _solution = File.ReadAllText(Repository.PathOf("SidekiqCluster.sln"));

    private IEnumerable<(string Name, string Path, string Id)> Projects =>
        Project().Matches(_solution).Select(match => (match.Groups[1].Value, match.Groups[2].Value.Replace('\\', '/'), match.Groups[3].Value));

    [Fact]
    public void Projects_All_AreListed()
    {
        var files = Directory.EnumerateFiles(Repository.Root, "*.csproj", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'))
            .Where(path => path.Split('/') is ["src" or "generators" or "apphost" or "tests", _, _]);

        Assert.Equal(files.Order(StringComparer.Ordinal), Projects.Select(project => project.Path).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("Debug")]
    [InlineData("Release")]
    public void Projects_InAnOrdinaryConfiguration_AreBuiltUnlessTheyNeedAspire(string configuration) => Assert.Equal(
        NeedAspire.Order(StringComparer.Ordinal),
        Projects.Where(project => !IsBuilt(project.Id, configuration)).Select(project => project.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void Projects_InTheConfigurationAspire_AreAllBuilt() =>
        Assert.Empty(Projects.Where(project => !IsBuilt(project.Id, "Aspire")).Select(project => project.Name));

    [Fact]
    public void Projects_ThatAreBuilt_ReferenceNoneThatIsNot() => Assert.Empty(
        from project in Projects
        where !NeedAspire.Contains(project.Name)
        let text = File.ReadAllText(Repository.PathOf(project.Path))
        from other in NeedAspire
        where text.Contains($"{other}.csproj", StringComparison.Ordinal)
        select $"{project.Name}: {other}");

    private bool IsBuilt(string id, string configuration) =>
        _solution.Contains($"{{{id}}}.{configuration}|Any CPU.Build.0", StringComparison.Ordinal);

    [GeneratedRegex(@"= ""([^""]+)"", ""([^""]+\.csproj)"", ""\{([^}]+)\}""")]
    private static partial Regex Project();
}
