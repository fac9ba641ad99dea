using System.CommandLine;
using SidekiqCluster.Cli.Output;
using SidekiqCluster.Cli.Rows;
using SidekiqCluster.Cli.Shards;

namespace SidekiqCluster.Cli.Commands;

internal sealed class SchemaCheckVerb : AnswerVerb
{
    private readonly Option<string[]> _in = JobOptions.In();
    private readonly Option<JobFilter?> _where = JobOptions.Where();

    public SchemaCheckVerb(VerbContext context)
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

    protected override async Task<Answer> AskAsync(Run run, CancellationToken cancellationToken)
    {
        var schemas = run.FindSchemas() ?? throw CliException.Usage(
            "'schema check' needs --schema FILE, or \"schemas\" in the configuration file; see 'sidekiq-cluster schema check --help'.");
        var jobs = new JobStream(run.Shards, JobSources.Parse(run.Value(_in)!), run.Value(_where) ?? JobFilter.All, JobOrder.NewestFirst);
        var groups = new ProblemGroups();
        var count = 0L;
        await foreach (var job in jobs.ReadAsync(cancellationToken))
        {
            count++;
            if (schemas.FindProblem(job) is { } problem)
            {
                groups.Add(problem, job);
            }
        }

        return new Answer
        {
            Shards = jobs.Outcomes,
            Rows = new Rows<ProblemRow>(ProblemRow.All, groups.Rows),
            RowsName = "problems",
            WriteEnvelope = json =>
            {
                json.WriteNumber("checked", count);
                json.WriteNumber("failing", groups.Jobs);
            },
            TableWords = [$"{Human.Count(count, "job")} checked against {Human.Count(schemas.Count, "class", "classes")}; {groups.Jobs} could not run."],
            Verdict = groups.Jobs > 0 ? ExitCode.CheckFound : ExitCode.Done,
        };
    }
}
