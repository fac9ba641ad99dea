using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SidekiqCluster.Generators;

namespace SidekiqCluster.Benchmarks.Generators;

/// <summary>
/// What the generator costs a build: all 500 classes by a driver and over a compilation that have seen nothing yet, in a
/// process that is warm; and the same after an edit of one class.
/// </summary>
[Config(typeof(OnceEach))]
public class GeneratorBenchmarks
{
    private const int Classes = 500;

    private static readonly CSharpParseOptions Parse = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.CSharp14);

    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name
                && (name.StartsWith("System.", StringComparison.Ordinal) || name == "SidekiqCluster.Abstractions.dll"))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private readonly SyntaxTree[] _trees = [.. Enumerable.Range(0, Classes).Select(number => TreeOf(number, "decimal"))];
    private readonly AdditionalText[] _ruby = [.. Enumerable.Range(0, Classes).Select(number => RubyOf(number, "Float"))];
    private readonly AdditionalText[] _schema = [new WorkerFile("/src/all.sidekiq.json", WorkerSources.Schema(Classes))];

    private CSharpCompilation _compilation = null!;
    private GeneratorDriver _driver = null!;
    private int _edits;

    /// <summary>Prepares the driver and the compilation of a benchmark that begins with nothing.</summary>
    [IterationSetup(Targets = [nameof(CSharpFloor)])]
    public void FloorBefore() => Prepare(_trees, [], new RecordFinder());

    /// <inheritdoc cref="FloorBefore"/>
    [IterationSetup(Targets = [nameof(CSharpAll)])]
    public void CSharpBefore() => Prepare(_trees, []);

    /// <inheritdoc cref="FloorBefore"/>
    [IterationSetup(Targets = [nameof(RubyAll)])]
    public void RubyBefore() => Prepare([], _ruby);

    /// <inheritdoc cref="FloorBefore"/>
    [IterationSetup(Targets = [nameof(SchemaAll)])]
    public void SchemaBefore() => Prepare([], _schema);

    /// <summary>Prepares a driver that has run, and one class that is another than it was.</summary>
    [IterationSetup(Targets = [nameof(CSharpEdit)])]
    public void CSharpEdited()
    {
        Prepare(_trees, []);
        _driver = _driver.RunGenerators(_compilation);
        _compilation = _compilation.ReplaceSyntaxTree(_trees[0], TreeOf(0, ++_edits % 2 == 0 ? "double" : "long"));
    }

    /// <inheritdoc cref="CSharpEdited"/>
    [IterationSetup(Targets = [nameof(RubyEdit)])]
    public void RubyEdited()
    {
        Prepare([], _ruby);
        _driver = _driver.RunGenerators(_compilation);
        _driver = _driver.ReplaceAdditionalText(_ruby[0], RubyOf(0, ++_edits % 2 == 0 ? "String" : "Integer"));
    }

    /// <summary>What the compiler itself takes to find 500 records in C# and to bind their attributes and parameters.</summary>
    [Benchmark(Baseline = true)]
    public GeneratorDriver CSharpFloor() => _driver.RunGenerators(_compilation);

    /// <summary>500 records in C#.</summary>
    [Benchmark]
    public GeneratorDriver CSharpAll() => _driver.RunGenerators(_compilation);

    /// <summary>500 Ruby files.</summary>
    [Benchmark]
    public GeneratorDriver RubyAll() => _driver.RunGenerators(_compilation);

    /// <summary>500 classes in a schema file.</summary>
    [Benchmark]
    public GeneratorDriver SchemaAll() => _driver.RunGenerators(_compilation);

    /// <summary>One of 500 records in C# has changed.</summary>
    [Benchmark]
    public GeneratorDriver CSharpEdit() => _driver.RunGenerators(_compilation);

    /// <summary>One of 500 Ruby files has changed.</summary>
    [Benchmark]
    public GeneratorDriver RubyEdit() => _driver.RunGenerators(_compilation);

    private void Prepare(SyntaxTree[] trees, AdditionalText[] files, IIncrementalGenerator? generator = null)
    {
        _compilation = CSharpCompilation.Create(
            "Consumer",
            trees,
            References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        _driver = CSharpGeneratorDriver.Create([(generator ?? new SidekiqJobGenerator()).AsSourceGenerator()], files, Parse, new WorkerOptions());
    }

    private static SyntaxTree TreeOf(int number, string amount) =>
        CSharpSyntaxTree.ParseText(WorkerSources.CSharp(number, amount), Parse, $"Charge{number}Job.cs");

    private static WorkerFile RubyOf(int number, string amount) =>
        new($"/src/app/jobs/charge_{number}_job.rb", WorkerSources.Ruby(number, amount));
}
