using System.CommandLine;
using SidekiqCluster.Verbs;

namespace SidekiqCluster.Cli.Commands;

internal sealed class SchemaCheckCommand : VerbCommand
{
    private readonly Option<string[]> _in = JobOptions.In();
    private readonly Option<JobFilter?> _where = JobOptions.Where();

    public SchemaCheckCommand(CommandContext context)
        : base(
            context,
            "check",
            "Stored jobs that the worker classes of --schema could not run, by class and reason. Exit code 4 if there are any.",
            "schema check --in all --schema jobs.sidekiq.json",
            "schema check --in retry scheduled --schema jobs.sidekiq.json billing.sidekiq.json --format json")
    {
        Options.Add(_in);
        Options.Add(_where);
    }

    public override bool CanWatch => false;

    protected override Verb VerbOf(Run run) => new SchemaCheckVerb
    {
        Schemas = run.ReadSchemas() is { Count: > 0 } schemas ? schemas : throw VerbException.Usage(
            "'schema check' needs --schema FILE, or \"schemas\" in the configuration file; see 'sidekiq-cluster schema check --help'."),
        In = JobSources.Parse(run.Value(_in)!),
        Where = run.Value(_where) ?? JobFilter.All,
    };
}
