using System.Linq.Expressions;
using System.Text;
using Shop;

namespace SidekiqCluster.Generators.Consumer.Tests.Queries;

/// <summary>Keywords of an Active Job, which stand wherever the positional arguments end: filters answer as lambdas do.</summary>
public sealed class KeywordTests
{
    private static readonly string[] Keywords =
    [
        """{"format":"pdf","_aj_ruby2_keywords":["format"]}""",
        """{"_aj_ruby2_keywords":["format","force"],"force":true,"format":"en"}""",
        """{"format":"pdf"}""",
        """{"format":"csv","force":null,"_aj_ruby2_keywords":["format","force"]}""",
    ];

    private static readonly Expression<Func<TypedJob<NightlyReportJob>, bool>>[] Lambdas =
    [
        j => j.Args.ReportId == 5,
        j => j.Args.Locale == "en",
        j => j.Args.Locale != "en",
        j => !(j.Args.Locale == "de" && j.Args.ReportId > 4),
        j => j.Args.Locale.StartsWith('d') || j.Args.Keywords!.Format == "pdf",
        j => j.Args.Keywords == null,
        j => j.Args.Keywords != null,
        j => j.Args.Keywords!.Format == "pdf",
        j => j.Args.Keywords!.Format != "pdf",
        j => j.Args.Keywords!.Force == true,
        j => j.Args.Keywords!.Force == null,
        j => j.Args.Keywords!.Force != true,
        j => j.Args.Keywords!.Force!.Value,
        j => j.Args.Keywords == null || j.Args.Keywords.Format == "csv",
        j => !(j.Args.Keywords!.Format == "csv"),
        j => j.Args.Keywords!.Format.Contains("en") && j.Args.Locale == "en",
    ];

    [Fact]
    public void Filters_OverKeywords_AnswerAsTheLambdas()
    {
        var jobs = Arguments().Select(arguments => new JobRecord("eu-1", JobSource.Dead, Encoding.UTF8.GetBytes(
            """{"class":"Sidekiq::ActiveJob::Wrapper","wrapped":"NightlyReportJob","args":[{"arguments":[""" + arguments + "]}]}"))).ToArray();
        var typed = Array.ConvertAll(jobs, job => new TypedJob<NightlyReportJob>(job));

        foreach (var lambda in Lambdas)
        {
            var filter = Array.Empty<JobRecord>().Jobs<NightlyReportJob>().Where(lambda).ToFilter();
            var compiled = lambda.Compile();

            Assert.Equal(filter, JobFilter.Parse(filter.ToString()));
            Assert.All(typed.Where(job => job.Mismatch is null), job => Assert.True(
                filter.Matches(job.Record, default) == Ask(compiled, job), $"{lambda}\n{filter}\n{job.Record.RawText}"));
        }

        Assert.InRange(typed.Count(job => job.Mismatch is null), 12, typed.Length - 4);
    }

    private static IEnumerable<string> Arguments()
    {
        foreach (var positional in new[] { "5", "4,\"de\"", "5,\"en\"", "6,null", "" })
        {
            yield return positional;
            foreach (var keywords in Keywords)
            {
                yield return positional.Length == 0 ? keywords : positional + "," + keywords;
                yield return positional.Length == 0 ? keywords : positional + "," + keywords + ",7";
            }
        }
    }

    private static bool Ask(Func<TypedJob<NightlyReportJob>, bool> compiled, TypedJob<NightlyReportJob> job)
    {
        try
        {
            return compiled(job);
        }
        catch (NullReferenceException)
        {
            return false;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
