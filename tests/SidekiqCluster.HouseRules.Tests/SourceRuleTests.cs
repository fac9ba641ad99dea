using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SidekiqCluster.HouseRules;

public sealed partial class SourceRuleTests
{
    private const int LongestFile = 400;

    private static readonly SourceFile[] Product = [.. Repository.SourceFiles("src", "generators", "apphost")];
    private static readonly SourceFile[] Everything = [.. Product, .. Repository.SourceFiles("tests")];

    [Fact]
    public void SourceFiles_OfTheProduct_AreFound() =>
        Assert.Contains("src/SidekiqCluster.Abstractions/Jobs/JobRecord.cs", Product.Select(file => file.Path));

    [Fact]
    public void SourceFiles_All_DeclareOneTopLevelTypeEach() => AssertNone(
        from file in Everything
        let types = file.Tree.GetRoot(Token).DescendantNodes(n => n is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax)
            .Where(n => n is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax)
            .Count()
        where types > 1
        select $"{file.Path}: {types} types");

    [Fact]
    public void SourceFiles_OfTheProduct_AreNamedAfterTheirType() => AssertNone(
        from file in Product
        let type = file.Tree.GetRoot(Token).DescendantNodes().OfType<BaseTypeDeclarationSyntax>().FirstOrDefault()
        let name = Path.GetFileNameWithoutExtension(file.Path)
        where type is not null && name != type.Identifier.Text && !name.StartsWith(type.Identifier.Text + ".", StringComparison.Ordinal)
        select $"{file.Path}: {type.Identifier.Text}");

    [Fact]
    public void SourceFiles_All_StayReadable() => AssertNone(
        from file in Everything
        let lines = file.Tree.GetText(Token).Lines.Count
        where lines > LongestFile
        select $"{file.Path}: {lines} lines; what second thing lives in it?");

    [Fact]
    public void SourceFiles_All_HaveNoRegionsAndNoLeftOvers() => AssertNone(
        from file in Everything
        from trivia in file.Tree.GetRoot(Token).DescendantTrivia(descendIntoTrivia: true)
        where trivia.IsKind(SyntaxKind.RegionDirectiveTrivia)
            || (trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) && LeftOver().IsMatch(trivia.ToString()))
        select $"{file.Path}: {trivia.ToString().Trim()}");

    [Fact]
    public void KeyNames_InCore_StandInRedisKeysAlone() => AssertNone(
        from file in Product
        where file.Path.StartsWith("src/SidekiqCluster.Core/", StringComparison.Ordinal)
            && Path.GetFileName(file.Path) is var name && !name.StartsWith("RedisKeys", StringComparison.Ordinal)
            // The JSON that it reads has a member named like a key.
            && name != "ProcessInfo.cs"
        from literal in file.Tree.GetRoot(Token).DescendantNodes().OfType<LiteralExpressionSyntax>()
        where KeyName().IsMatch(literal.Token.ValueText)
        select $"{file.Path}: \"{literal.Token.ValueText}\"");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static void AssertNone(IEnumerable<string> violations) => Assert.Empty(violations);

    // Spelt in parts, so that a search for left-overs does not find this rule.
    [GeneratedRegex("TO" + "DO|FIX" + "ME|HA" + "CK|XX" + "X", RegexOptions.CultureInvariant)]
    private static partial Regex LeftOver();

    [GeneratedRegex("^(queue:|queues$|schedule$|retry$|dead$|processes$|process_cleanup$|stat:|paused$|profiles$|it-$|dear-leader$|j\\||h\\|)")]
    private static partial Regex KeyName();
}
