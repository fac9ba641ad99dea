using System.CommandLine;
using SidekiqCluster.Cli.Files;
using SidekiqCluster.Cli.Values;
using SidekiqCluster.Verbs;
using SidekiqCluster.Verbs.Answers;

namespace SidekiqCluster.Cli.Commands;

internal sealed class SchemaInferCommand : VerbCommand
{
    private readonly Option<string[]> _in = JobOptions.In();
    private readonly Option<JobFilter?> _where = JobOptions.Where();

    private readonly Option<int?> _sample = OptionKinds.Number(
        "--sample", $"How many jobs of a class to look into; 0 for all [default: {SchemaInferVerb.DefaultSample}].", 0, int.MaxValue, "0 for all, or a positive number");

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

    public override bool CanWatch => false;

    protected override Verb VerbOf(Run run) => run.Output.Format is OutputFormat.Table or OutputFormat.Json
        ? new SchemaInferVerb
        {
            In = JobSources.Parse(run.Value(_in)!),
            Where = run.Value(_where) ?? JobFilter.All,
            Sample = run.Value(_sample) ?? SchemaInferVerb.DefaultSample,
            Limit = run.Value(_limit) ?? 0,
            ShowsExamples = !run.Value(_noExamples),
            IsForFile = run.Value(_out) is not null,
        }
        : throw VerbException.Usage("a schema file is JSON; leave out --format.");

    protected override UserFiles FilesOf(Run run) => new(run.Host) { Output = run.Value(_out) };
}
