using System.Text;
using Shop;

namespace SidekiqCluster.Generators.Consumer.Tests.Workers;

/// <summary>A filter that calls an argument by name sees what the typed reader sees, wherever the keywords stand.</summary>
public sealed class NamedFilterTests
{
    private static readonly JobSchemas Schemas = JobSchemas.Of(NightlyReportJob.Schema);

    private static readonly string[] Ids = ["5", "6"];

    private static readonly string[] Locales = ["", ",\"de\"", ",\"pdf\""];

    private static readonly string[] Keywords =
    [
        "",
        ",{\"format\":\"pdf\",\"_aj_ruby2_keywords\":[\"format\"]}",
        ",{\"format\":\"de\",\"force\":true,\"_aj_ruby2_keywords\":[\"format\",\"force\"]}",
    ];

    [Theory]
    [InlineData("args.report_id=5", "report_id")]
    [InlineData("args.locale=de", "locale")]
    [InlineData("args.format=pdf", "format")]
    [InlineData("args.keywords.format=pdf", "format")]
    [InlineData("args.force=true", "force")]
    [InlineData("args.force=null", "no force")]
    [InlineData("args.force=absent", "no force")]
    [InlineData("args.keywords=null", "no keywords")]
    [InlineData("args.keywords!=null", "keywords")]
    public void NamedTerm_OfAnActiveJob_TakesTheJobsThatTheReaderDoes(string term, string expected)
    {
        var filter = JobFilter.Parse(term, Schemas);
        var (taken, left) = (0, 0);
        foreach (var json in Calls())
        {
            Assert.True(JobArgs.TryRead<NightlyReportJob>(Encoding.UTF8.GetBytes(json), out var args, out var fit), fit.Mismatch?.Message);
            var wanted = expected switch
            {
                "report_id" => args.ReportId == 5,
                "locale" => args.Locale == "de",
                "format" => args.Keywords?.Format == "pdf",
                "force" => args.Keywords?.Force == true,
                "no force" => args.Keywords?.Force is null,
                "keywords" => args.Keywords is not null,
                _ => args.Keywords is null,
            };
            Assert.True(wanted == filter.Matches(Wrap(json), DateTimeOffset.UnixEpoch), json);
            (taken, left) = wanted ? (taken + 1, left) : (taken, left + 1);
        }

        Assert.True(taken > 0 && left > 0);
    }

    /// <summary>All calls with some of the arguments.</summary>
    private static IEnumerable<string> Calls() =>
        from id in Ids
        from locale in Locales
        from keywords in Keywords
        select $"[{id}{locale}{keywords}]";

    private static JobRecord Wrap(string arguments) => new("eu-1", JobSource.Queue("reports"), Encoding.UTF8.GetBytes(
        $$"""
        {"class":"ActiveJob::QueueAdapters::SidekiqAdapter::JobWrapper","wrapped":"NightlyReportJob","queue":"reports",
         "args":[{"job_class":"NightlyReportJob","arguments":{{arguments}}}],"jid":"b4a577edbccf1d805744efa9"}
        """));
}
