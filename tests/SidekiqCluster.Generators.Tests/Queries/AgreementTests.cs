using System.Text;
using SidekiqCluster.TestKit;

namespace SidekiqCluster.Generators.Tests.Queries;

/// <summary>Analyzer, translation and the lambda itself agree on whatever a grammar makes.</summary>
public sealed class AgreementTests
{
    private const int Seed = 20261123;

    [Fact]
    public async Task Lambdas_OfTheGrammar_AreAcceptedWhenTheyTranslate_AndAnswerAsTheyDo()
    {
        var grammar = new LambdaGrammar(Seed);
        string[] lambdas = [.. Enumerable.Range(0, TestSizes.QueryLambdas).Select(_ => grammar.Next())];
        var jobs = new PayloadGrammar(Seed).Take(150);
        var (asking, firstLine) = QuerySource.Asking(lambdas);
        var analysis = QueryRun.AnalyzeAsync(asking);

        var outcomes = QueryRun.Run(QuerySource.Running(lambdas), jobs);

        var told = (await analysis).ToLookup(one => one.Location.GetLineSpan().StartLinePosition.Line - firstLine, QueryRun.Message);

        var complaints = new StringBuilder();
        for (var i = 0; i < lambdas.Length; i++)
        {
            if (told[i].FirstOrDefault() != outcomes[i].Message)
            {
                complaints.AppendLine($"{lambdas[i]}\n  analyzer: {told[i].FirstOrDefault()}\n  run time: {outcomes[i].Message}");
            }

            if (outcomes[i].Filter is { } filter && Complaints(filter, outcomes[i].Answers, jobs).FirstOrDefault() is { } complaint)
            {
                complaints.AppendLine($"{lambdas[i]}\n  {filter}\n  {complaint}");
            }
        }

        Assert.True(complaints.Length == 0, complaints.ToString());
        Assert.InRange(outcomes.Count(one => one.Message is null), lambdas.Length / 2, lambdas.Length * 4 / 5);
        Assert.InRange(outcomes.Average(one => one.Answers.Count(answer => answer == true)), 15, 75);
    }

    private static IEnumerable<string> Complaints(JobFilter filter, bool?[] answers, JobRecord[] jobs)
    {
        if (JobFilter.Parse(filter.ToString()) != filter)
        {
            yield return "does not read back";
        }

        for (var i = 0; i < jobs.Length; i++)
        {
            var isOther = jobs[i].Class != "Shop::Job";
            var matches = filter.Matches(jobs[i], default);
            if (isOther ? matches : answers[i] is { } answer && answer != matches)
            {
                yield return $"takes it: {matches}, but the lambda says {answers[i]}: {jobs[i].RawText}";
            }
        }
    }
}
