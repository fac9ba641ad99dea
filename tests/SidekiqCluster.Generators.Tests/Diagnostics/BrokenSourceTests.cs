using CsCheck;
using SidekiqCluster.Generators.Tests.Jobs;
using SidekiqCluster.TestKit;

namespace SidekiqCluster.Generators.Tests.Diagnostics;

public sealed class BrokenSourceTests
{
    [Fact]
    public void Generate_SourceWithAPieceCutOut_NeverThrows() =>
        Gen.Select(Gen.OneOf(Sources.ChargeMerchant, Sources.EveryType, Sources.Nested), Gen.Int[0, 1500], Gen.Int[1, 40]).Sample(
            one => Assert.Equal("", GeneratorRun.On(Cut(one.Item1, one.Item2, one.Item3)).Result.Exception?.ToString() ?? ""),
            iter: TestSizes.RubyStates,
            threads: 1);

    [Fact]
    public void Generate_NamesThatDifferByCase_GivesEachAFile()
    {
        var run = GeneratorRun.On("""
            using SidekiqCluster;
            [SidekiqJob("Job")] public partial record Job(long X);
            [SidekiqJob("JOB")] public partial record JOB(long X);
            """);

        Assert.Equal(["Job.g.cs", "JOB.2.g.cs"], run.Files.Keys);
        run.Compiles();
    }

    [Fact]
    public void Generate_AttributeOnBothParts_NeverThrows() => Assert.Null(GeneratorRun.On("""
        using SidekiqCluster;
        [SidekiqJob("Job")] public partial record Job(long X);
        [SidekiqJob("Job")] public partial record Job;
        """).Result.Exception);

    [Fact]
    public void Generate_DictionaryWithoutItsValues_NeverThrows() => Assert.Null(GeneratorRun.On("""
        using System.Collections.Generic;
        using SidekiqCluster;
        [SidekiqJob("Job")] public partial record Job(IReadOnlyDictionary<string> Prices);
        """).Result.Exception);

    private static string Cut(string text, int at, int length) =>
        at + length < text.Length ? text.Remove(at, length) : text[..(at % text.Length)];
}
