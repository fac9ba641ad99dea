using System.Text;
using System.Text.Json;
using Shop;
using Shop.Billing;
using Shop.Legacy;

namespace SidekiqCluster.Generators.Consumer.Tests.Workers;

public sealed class RubyWorkerTests
{
    [Fact]
    public void RubyClass_ReadAsRubyWroteIt_GivesTheArguments()
    {
        var args = Read<ChargeMerchantJob>("""[7,12.5,{"currency":"EUR","cap":null},1,2]""");

        Assert.Equal(7, args.MerchantId);
        Assert.Equal(12.5, args.Amount);
        Assert.Equal(new ChargeMerchantJob.OptionsHash("EUR", Cap: null), args.Options);
        Assert.Equal([1, 2], args.Ids);
    }

    [Fact]
    public void RubyClass_Schema_TellsFileOptionsAndParameters()
    {
        var schema = ChargeMerchantJob.Schema;

        Assert.Equal("Billing::ChargeMerchantJob", schema.Class);
        Assert.Equal("app/app/jobs/billing/charge_merchant_job.rb:4", schema.DefinedIn);
        Assert.Equal("billing", schema.Options.Queue);
        Assert.Equal(JobRetry.Times(5), schema.Options.Retry);
        Assert.Equal(["money"], schema.Options.Tags);
        Assert.Equal([KeyValuePair.Create("backtrace", "20")], schema.Options.Others);
        Assert.True(schema.FindParameter("ids")!.IsRest);
    }

    [Fact]
    public void RubyClass_LaterArgumentGiven_FillsEarlierOnesWithRubysDefaults() =>
        Assert.Equal("""["a.csv",{},true]""", Write(new ImportJob("a.csv", Force: true)));

    [Fact]
    public void RubyClass_NothingOptionalGiven_LeavesDefaultsToRuby() => Assert.Equal("""["a.csv"]""", Write(new ImportJob("a.csv")));

    [Fact]
    public void ActiveJob_KeywordsAfterAnOptionalArgumentThatIsAbsent_AreKeywords()
    {
        var args = Read<NightlyReportJob>("""[5,{"format":"pdf","_aj_ruby2_keywords":["format"]}]""");

        Assert.Equal(new NightlyReportJob(5, "en", new NightlyReportJob.KeywordHash("pdf")), args);
    }

    [Fact]
    public void ActiveJob_Keywords_AreWrittenWithActiveJobsMark() => Assert.Equal(
        """[5,"de",{"format":"pdf","force":true,"_aj_ruby2_keywords":["format","force"]}]""",
        Write(new NightlyReportJob(5, "de", new NightlyReportJob.KeywordHash("pdf", Force: true))));

    [Fact]
    public void ActiveJob_KeywordsThatAreNone_AnswerAsTheSchemaDoes()
    {
        var json = """[5,{"format":"pdf"}]"""u8;

        Assert.False(JobArgs.TryRead<NightlyReportJob>(json, out _, out var fit));
        Assert.Equal("Argument 2 (locale): expected a string, found a hash.", fit.Mismatch!.Message);
        Assert.False(NightlyReportJob.Schema.Check(new Utf8JsonReader(json)).IsMatch);
        Assert.Equal(JobApi.ActiveJob, NightlyReportJob.Schema.Api);
    }

    [Fact]
    public void SchemaFile_OfSampledJobs_GivesARecord()
    {
        var args = Read<SyncJob>("""[5,{"name":"x"}]""");

        Assert.Equal(5, args.AccountId);
        Assert.Equal("x", args.Changes!["name"]);
        Assert.Equal("app/legacy.sidekiq.json:4", SyncJob.Schema.DefinedIn);
    }

    private static T Read<T>(string json)
        where T : class, ISidekiqJobArgs<T>
    {
        Assert.True(JobArgs.TryRead<T>(Encoding.UTF8.GetBytes(json), out var args, out var fit), fit.Mismatch?.Message);
        return args;
    }

    private static string Write<T>(T args)
        where T : class, ISidekiqJobArgs<T> => Encoding.UTF8.GetString(JobArgs.ToUtf8Json(args));
}
