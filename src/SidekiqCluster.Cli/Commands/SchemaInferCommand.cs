using System.CommandLine;
using SidekiqCluster.Cli.Output;
using SidekiqCluster.Cli.Values;
using SidekiqCluster.Verbs;
using SidekiqCluster.Verbs.Answers;
using SidekiqCluster.Verbs.Rows;
using SidekiqCluster.Verbs.Shards;

namespace SidekiqCluster.Cli.Commands;

internal sealed class SchemaInferCommand : CliCommand
{
    private const int DefaultSample = 1000;

    private readonly Option<string[]> _in = JobOptions.In();
    private readonly Option<JobFilter?> _where = JobOptions.Where();

    private readonly Option<int?> _sample = OptionKinds.Number(
        "--sample", $"How many jobs of a class to look into; 0 for all [default: {DefaultSample}].", 0, int.MaxValue, "0 for all, or a positive number");

    private readonly Option<int?> _limit = OptionKinds.Number(
        "--limit", "How many jobs to read in all; 0 for all [default: 0].", 0, int.MaxValue, "0 for all, or a positive number");

    private readonly Option<string?> _out = OptionKinds.Text(
        "--out", "FILE", "Where to write the schema file; an existing one is replaced [default: stdout].");

    private readonly Option<bool> _noExamples = OptionKinds.Flag("--no-examples", "Show no values of arguments, only their types.");

    public SchemaInferCommand(CommandContext context)
        : base(
            context,
            "infer",
            "Writes a schema file of what stored jobs have as arguments: types with counts, keys, examples.",
            "schema infer --in all --out jobs.sidekiq.json",
            "schema infer --in queue:default retry --sample 200 --no-examples")
    {
        Options.Add(_in);
        Options.Add(_where);
        Options.Add(_sample);
        Options.Add(_limit);
        Options.Add(_out);
        Options.Add(_noExamples);
    }

    protected override async Task<ExitCode> RunAsync(Run run, CancellationToken cancellationToken)
    {
        if (run.IsWatch)
        {
            throw VerbException.Usage("--watch is for lists; run 'schema infer' without it.");
        }

        if (run.Output.Format is not (OutputFormat.Table or OutputFormat.Json))
        {
            throw VerbException.Usage("a schema file is JSON; leave out --format.");
        }

        var sampler = new JobSchemaSampler { MostOfAClass = run.Value(_sample) ?? DefaultSample, KeepsExamples = !run.Value(_noExamples) };
        var jobs = new JobStream(run.Shards, JobSources.Parse(run.Value(_in)!), run.Value(_where) ?? JobFilter.All, JobOrder.NewestFirst);
        var most = run.Value(_limit) is > 0 and var limit ? limit : int.MaxValue;
        await foreach (var job in jobs.ReadAsync(cancellationToken).Take(most))
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

    private async Task WriteAsync(Run run, byte[] schema, CancellationToken cancellationToken)
    {
        if (run.Value(_out) is { } file)
        {
            await OutputFile.WriteAsync(run.Host, file, (stream, ct) => stream.WriteAsync(schema, ct).AsTask(), cancellationToken);
        }
        else
        {
            await run.Host.Output.WriteAsync(schema, cancellationToken);
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
