namespace SidekiqCluster.Generators.Tests.Jobs;

public sealed class GeneratedTextTests
{
    [Fact]
    public void Generate_RecordWithHash_WritesWhatAColleagueWould() =>
        Check(Sources.ChargeMerchant, "Shop.Jobs.ChargeMerchant.g.cs");

    [Fact]
    public void Generate_EveryType_ReadsAndWritesEach() => Check(Sources.EveryType, "Everything.g.cs");

    [Fact]
    public void Generate_NestedRecordWithoutParameters_ReopensTheTypesAround() =>
        Check(Sources.Nested, "Shop.Outer.Middle.Cleanup.g.cs");

    private static void Check(string source, string file)
    {
        var run = GeneratorRun.On(source);

        Assert.Empty(run.Diagnostics);
        run.Compiles();
        Snapshot.Matches(file, run.Files[file]);
        Cached.Entirely(run.Again());
    }
}
