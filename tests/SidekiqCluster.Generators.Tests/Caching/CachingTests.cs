using Microsoft.CodeAnalysis;
using SidekiqCluster.Generators.Tests.Jobs;

namespace SidekiqCluster.Generators.Tests.Caching;

public sealed class CachingTests
{
    private const string Other = "namespace Shop; public class Other { public int Number => 1; }";

    [Fact]
    public void Run_Twice_KeepsEveryStep() => Cached.Entirely(GeneratorRun.On(Sources.ChargeMerchant, Other).Again());

    [Fact]
    public void Edit_AnotherFile_KeepsEveryStep() =>
        Cached.Entirely(GeneratorRun.On(Sources.ChargeMerchant, Other).WithSource(1, Other.Replace('1', '2')));

    [Fact]
    public void Edit_ANewFile_KeepsEveryStep() => Cached.Entirely(GeneratorRun.On(Sources.ChargeMerchant).WithSource(1, Other));

    [Fact]
    public void Edit_LinesAboveTheRecord_KeepsTheOutputs() =>
        Cached.Outputs(GeneratorRun.On(Sources.ChargeMerchant).WithSource(0, "// a comment\n\n" + Sources.ChargeMerchant));

    [Fact]
    public void Edit_TheRecord_MakesItsFileAnew()
    {
        var first = GeneratorRun.On(Sources.ChargeMerchant);

        var second = first.WithSource(0, Sources.ChargeMerchant.Replace("\"billing\"", "\"fees\"", StringComparison.Ordinal));

        Assert.NotEqual(first.Files["Shop.Jobs.ChargeMerchant.g.cs"], second.Files["Shop.Jobs.ChargeMerchant.g.cs"]);
    }

    [Fact]
    public void Edit_OneOfManyRecords_MakesOneFileAnew()
    {
        var first = GeneratorRun.On([.. Enumerable.Range(0, 20).Select(index => Job(index, "long"))]);

        var second = first.WithSource(7, Job(7, "string"));

        Assert.Equal(20, second.Files.Count);
        Assert.Single(second.ReasonsOf(TrackingNames.Jobs), reason => reason == IncrementalStepRunReason.Modified);
        Assert.Single(second.OutputReasons, reason => !Cached.IsKept(reason));
    }

    [Fact]
    public void Edit_ARecordInAnotherFileThatTheJobHolds_MakesTheJobAnew()
    {
        const string Job = """[SidekiqCluster.SidekiqJob("A")] public partial record A(B Hash);""";
        var first = GeneratorRun.On(Job, "public record B(long X);");

        var second = first.WithSource(1, "public record B(string X);");

        Assert.Contains("TryReadString(ref reader, out x)", second.Files["A.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public void Edit_BodyOfAPerform_KeepsTheOutputs()
    {
        var old = new TestFile("/app/a.rb", Worker(1, "String", "puts 1"));

        Cached.Outputs(GeneratorRun.On([], [old]).WithFile(old, new TestFile("/app/a.rb", Worker(1, "String", "puts 2"))));
    }

    [Fact]
    public void Edit_OneOfManyWorkers_MakesOneFileAnew()
    {
        TestFile[] files = [.. Enumerable.Range(0, 20).Select(index => new TestFile($"/app/{index}.rb", Worker(index, "String", "")))];

        var second = GeneratorRun.On([], files).WithFile(files[7], new TestFile("/app/7.rb", Worker(7, "Integer", "")));

        Assert.Equal(20, second.Files.Count);
        Assert.Single(second.ReasonsOf(TrackingNames.ParsedFiles), reason => reason == IncrementalStepRunReason.Modified);
        Assert.Single(second.OutputReasons, reason => !Cached.IsKept(reason));
    }

    [Fact]
    public void Edit_CSharp_KeepsEveryStepOfTheWorkers() => Cached.Entirely(
        GeneratorRun.On([Other], [new TestFile("/app/a.rb", Worker(1, "String", ""))]).WithSource(0, Other.Replace('1', '2')));

    private static string Worker(int index, string type, string body) =>
        $"class Job{index}\n include Sidekiq::Job\n sig {{ params(id: {type}).void }}\n def perform(id)\n {body}\n end\nend\n";

    private static string Job(int index, string type) =>
        $$"""[SidekiqCluster.SidekiqJob("Job{{index}}")] public partial record Job{{index}}({{type}} Id);""";
}
