using System.Reflection;
using System.Text;

namespace SidekiqCluster.Generators.Tests.Workers;

/// <summary>A schema file that was inferred from stored jobs gives records that read all of those jobs.</summary>
public sealed class InferredSchemaTests
{
    private static readonly MethodInfo MismatchMethod =
        typeof(InferredSchemaTests).GetMethod(nameof(MismatchOf), BindingFlags.NonPublic | BindingFlags.Static)!;

    [Theory]
    [InlineData("sidekiq-6.4.1", 17)]
    [InlineData("sidekiq-8.1.7", 19)]
    public void Records_OfAnInferredSchema_ReadAllJobsItWasInferredFrom(string version, int classes)
    {
        var stored = FixtureJobs.Of(version);
        var sampler = new JobSchemaSampler();
        foreach (var job in stored)
        {
            sampler.Add(job);
        }

        var run = GeneratorRun.On([], [new TestFile("/src/all.sidekiq.json", Encoding.UTF8.GetString(sampler.ToUtf8Json()))]);
        run.Compiles();
        var records = run.Load().GetTypes()
            .Where(type => type.GetProperty("Schema") is not null)
            .ToDictionary(type => ((JobSchema)type.GetProperty("Schema")!.GetValue(null)!).Class);
        var fits = stored.Where(job => RecordOf(job) is not null)
            .Select(job => (Job: job, Mismatch: (JobArgsMismatch?)MismatchMethod.MakeGenericMethod(RecordOf(job)!).Invoke(null, [job])))
            .ToLookup(one => one.Mismatch?.Kind, one => one.Job);

        Assert.Equal(classes, records.Count);
        Assert.Empty(fits
            .Where(kind => kind.Key is not (null or JobArgsMismatchKind.Encrypted or JobArgsMismatchKind.NotAnArray))
            .SelectMany(kind => kind, (kind, job) => $"{kind.Key} {job.RawText}"));
        Assert.Equal(sampler.SampledJobs, fits[null].Count() + fits[JobArgsMismatchKind.Encrypted].Count(job => job.Args is not null));

        // Some jobs are displayed under another name than that of their class.
        Type? RecordOf(JobRecord job) => records.GetValueOrDefault((job["display_class"] is null ? job.DisplayClass : job.Class) ?? "");
    }

    private static JobArgsMismatch? MismatchOf<T>(JobRecord job)
        where T : class, ISidekiqJobArgs<T> => new TypedJob<T>(job).Mismatch;
}
