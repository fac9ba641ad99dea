namespace SidekiqCluster.Generators.Tests.Workers;

public sealed class WorkerTextTests
{
    private static readonly Dictionary<string, string> Properties = new()
    {
        ["RootNamespace"] = "Shop",
        ["ProjectDir"] = "/src/client/",
    };

    [Fact]
    public void Generate_RubyWithSignature_WritesTheRecord() => Check(
        "Shop.Billing.ChargeMerchant.g.cs",
        new TestFile("/src/app/jobs/billing/charge_merchant.rb", WorkerFiles.Charge),
        new TestFile("/src/app/jobs/base_job.rb", WorkerFiles.Base));

    [Fact]
    public void Generate_RubyAndTapiocaRbi_TakesTypesOfTheRbi() => Check(
        "Shop.ImportJob.g.cs",
        new TestFile("/src/app/jobs/plain.rb", WorkerFiles.Plain),
        new TestFile("/src/sorbet/rbi/dsl/import_job.rbi", WorkerFiles.Rbi));

    [Fact]
    public void Generate_RbiAlone_WritesTheRecord() =>
        Check("Shop.Legacy.SyncJob.g.cs", new TestFile("/src/sorbet/rbi/dsl/import_job.rbi", WorkerFiles.Rbi));

    [Fact]
    public void Generate_ActiveJobWithKeywords_PutsThemIntoOneHash() =>
        Check("Shop.Reports.NightlyJob.g.cs", new TestFile("/src/app/jobs/nightly.rb", WorkerFiles.ActiveJob));

    [Fact]
    public void Generate_Rbs_WritesTheRecord() =>
        Check("Shop.Mail.DigestJob.g.cs", new TestFile("/src/sig/digest_job.rbs", WorkerFiles.Rbs));

    private static void Check(string file, params TestFile[] files)
    {
        var run = GeneratorRun.On([], files, Properties);

        Assert.DoesNotContain(run.Diagnostics, one => one.Severity > Microsoft.CodeAnalysis.DiagnosticSeverity.Info);
        run.Compiles();
        Snapshot.Matches(file, run.Files[file]);
        Cached.Entirely(run.Again());
    }
}
