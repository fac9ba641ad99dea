using SidekiqCluster.Verbs.Answers;
using SidekiqCluster.Verbs.Rows;
using SidekiqCluster.Verbs.Shards;

namespace SidekiqCluster.Verbs;

/// <summary>Writes a schema file of what stored jobs have as arguments: types with counts, keys, examples.</summary>
internal sealed record SchemaInferVerb : Verb
{
    /// <summary>How many jobs of a class are looked into unless it is said.</summary>
    public const int DefaultSample = 1000;

    /// <summary>Where to look.</summary>
    public required JobSources In { get; init; }

    /// <summary>At which of their jobs.</summary>
    public JobFilter Where { get; init; } = JobFilter.All;

    /// <summary>How many jobs of a class to look into; 0 for all.</summary>
    public int Sample { get; init; } = DefaultSample;

    /// <summary>How many jobs to read in all; 0 for all.</summary>
    public int Limit { get; init; }

    /// <summary>Whether values of arguments are shown, and not only their types.</summary>
    public bool ShowsExamples { get; init; } = true;

    /// <summary>Whether it goes to the run's output file, and not to its output.</summary>
    public bool IsForFile { get; init; }

    protected override async Task<ExitCode> WriteAsync(VerbRun run, CancellationToken cancellationToken)
    {
        var sampler = new JobSchemaSampler { MostOfAClass = Sample, KeepsExamples = ShowsExamples };
        var jobs = new JobStream(run.Shards, In, run.Redaction.LeaveOut(Where), JobOrder.NewestFirst);
        await foreach (var job in jobs.ReadAsync(cancellationToken).Take(Limit > 0 ? Limit : int.MaxValue))
        {
            sampler.Add(job);
        }

        var answer = new Answer
        {
            Shards = jobs.Outcomes,
            Rows = new Rows<SavedRow>(SavedRow.All, []),
            Words = [Describe(sampler)],
        };
        if (answer.ExitCode != ExitCode.Failed)
        {
            await WriteAsync(run, sampler.ToUtf8Json(), cancellationToken);
        }

        run.Output.SayAbout(answer);
        return answer.ExitCode;
    }

    private async Task WriteAsync(VerbRun run, byte[] schema, CancellationToken cancellationToken)
    {
        if (IsForFile)
        {
            await run.DemandFiles().WriteOutputAsync((stream, ct) => stream.WriteAsync(schema, ct).AsTask(), cancellationToken);
        }
        else
        {
            await run.Output.Target.Output.WriteAsync(schema, cancellationToken);
        }
    }

    private static string Describe(JobSchemaSampler sampler)
    {
        var words = $"{Human.Count(sampler.SampledJobs, "job")} of {Human.Count(sampler.Classes, "class", "classes")}";
        var over = sampler.MalformedJobs + sampler.OtherJobs;
        return over == 0
            ? $"{words}."
            : $"{words}; passed over {Human.Count(over, "job")}: {sampler.MalformedJobs} malformed, {sampler.OtherJobs} that no schema describes.";
    }
}
