using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace SidekiqCluster.Generators.Tests;

/// <summary>A compilation that the generator runs on, and what came of it. Every change makes a new one.</summary>
internal sealed class GeneratorRun
{
    private static readonly CSharpParseOptions Parse = CSharpParseOptions.Default
        .WithLanguageVersion(LanguageVersion.CSharp14)
        .WithDocumentationMode(DocumentationMode.Diagnose);

    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name
                && (name.StartsWith("System.", StringComparison.Ordinal) || name == "SidekiqCluster.Abstractions.dll"))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private readonly GeneratorDriver _driver;
    private readonly Compilation _input;
    private readonly Compilation _output;

    private GeneratorRun(GeneratorDriver driver, Compilation input)
    {
        _input = input;
        _driver = driver.RunGeneratorsAndUpdateCompilation(input, out _output, out _, TestContext.Current.CancellationToken);
        Result = _driver.GetRunResult().Results.Single();
    }

    public GeneratorRunResult Result { get; }

    /// <summary>The user's code and the generated.</summary>
    public Compilation Output => _output;

    /// <summary>What the generator reported, in the order of places.</summary>
    public IEnumerable<Diagnostic> Diagnostics => Result.Diagnostics
        .OrderBy(one => one.Location.GetLineSpan().Path, StringComparer.Ordinal)
        .ThenBy(one => one.Location.GetLineSpan().StartLinePosition)
        .ThenBy(one => one.Id, StringComparer.Ordinal);

    /// <summary>The generated files by name.</summary>
    public IReadOnlyDictionary<string, string> Files =>
        Result.GeneratedSources.ToDictionary(one => one.HintName, one => one.SourceText.ToString());

    /// <summary>Demands that the compiler takes the user's code and ours without a warning.</summary>
    public void Compiles() => Assert.True(!CompilerComplaints.Any(), string.Join("\n", CompilerComplaints));

    /// <summary>The user's code and ours, compiled.</summary>
    public Assembly Load()
    {
        using var image = new MemoryStream();
        Assert.True(_output.Emit(image, cancellationToken: TestContext.Current.CancellationToken).Success);
        return Assembly.Load(image.ToArray());
    }

    public static GeneratorRun On(params string[] sources) => On(sources, []);

    public static GeneratorRun On(string[] sources, TestFile[] files, Dictionary<string, string>? properties = null)
    {
        var trees = sources.Select((source, index) => CSharpSyntaxTree.ParseText(source, Parse, $"Source{index}.cs"));
        var compilation = CSharpCompilation.Create(
            "Consumer",
            trees,
            References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        var driver = CSharpGeneratorDriver.Create(
            [new SidekiqJobGenerator().AsSourceGenerator()],
            files,
            Parse,
            new TestOptions(files, properties ?? []),
            new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        return new GeneratorRun(driver, compilation);
    }

    /// <summary>The same once more, by the same driver.</summary>
    public GeneratorRun Again() => new(_driver, _input.Clone());

    /// <summary>The same with one source replaced, or added when its index is new.</summary>
    public GeneratorRun WithSource(int index, string source)
    {
        var path = $"Source{index}.cs";
        var tree = CSharpSyntaxTree.ParseText(source, Parse, path);
        var old = _input.SyntaxTrees.FirstOrDefault(one => one.FilePath == path);
        return new GeneratorRun(_driver, old is null ? _input.AddSyntaxTrees(tree) : _input.ReplaceSyntaxTree(old, tree));
    }

    /// <summary>The same with one Ruby or schema file replaced.</summary>
    public GeneratorRun WithFile(TestFile old, TestFile changed) => new(_driver.ReplaceAdditionalText(old, changed), _input);

    /// <summary>The reasons of all outputs that steps of this name gave.</summary>
    public IEnumerable<IncrementalStepRunReason> ReasonsOf(string trackingName) =>
        Result.TrackedSteps.TryGetValue(trackingName, out var steps)
            ? steps.SelectMany(step => step.Outputs).Select(output => output.Reason)
            : [];

    /// <summary>The reasons of everything that was handed to the compiler.</summary>
    public IEnumerable<IncrementalStepRunReason> OutputReasons =>
        Result.TrackedOutputSteps.Values.SelectMany(steps => steps).SelectMany(step => step.Outputs).Select(output => output.Reason);

    /// <summary>What the compiler says of all the code, generated or not, but for doc comments that the test's sources lack.</summary>
    private IEnumerable<string> CompilerComplaints => _output.GetDiagnostics()
        .Where(one => one.Severity >= DiagnosticSeverity.Warning)
        .Where(one => one.Id != "CS1591" || !one.Location.GetLineSpan().Path.StartsWith("Source", StringComparison.Ordinal))
        .Select(one => one.ToString());
}
