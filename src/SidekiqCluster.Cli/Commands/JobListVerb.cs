using System.CommandLine;
using SidekiqCluster.Cli.Output;
using SidekiqCluster.Cli.Rows;
using SidekiqCluster.Cli.Shards;
using SidekiqCluster.Cli.Values;

namespace SidekiqCluster.Cli.Commands;

internal sealed class JobListVerb : AnswerVerb
{
    private readonly Option<string[]> _in = JobOptions.In();
    private readonly Option<JobFilter?> _where = JobOptions.Where();

    private readonly Option<int?> _limit = OptionKinds.Number(
        "--limit",
        $"How many jobs; 0 for all, which are written as they are read [default: {JobQuery.DefaultLimit}].",
        0,
        int.MaxValue,
        "0 for all, or a positive number");

    private readonly Option<JobOrder> _order = OptionKinds.Choice(
        "--order",
        "By place in line (queues) or score (sets)",
        ("newest", JobOrder.NewestFirst),
        ("oldest", JobOrder.OldestFirst));

    private readonly Option<string?> _cursor = OptionKinds.Text(
        "--cursor", "C", "Go on after a page: what that page gave as its cursor, with the same options.");

    public JobListVerb(VerbContext context)
        : base(
            context,
            "list",
            "The jobs of queues and sets, a page at a time.",
            "job list --in retry --where 'class:HardJob queue:low error:Timeout* age>1h -tag:vip'",
            "job list --in queue:default scheduled --order oldest --limit 10",
            "job list --in dead --limit 0 --format jsonl")
    {
        Options.Add(_in);
        Options.Add(_where);
        Options.Add(_limit);
        Options.Add(_order);
        Options.Add(_cursor);
    }

    protected override async Task<ExitCode> RunAsync(Run run, CancellationToken cancellationToken)
    {
        if (run.Value(_limit) != 0)
        {
            return await base.RunAsync(run, cancellationToken);
        }

        if (run.IsWatch)
        {
            throw CliException.Usage("--watch draws one page; give --limit 1 or more.");
        }

        if (run.Value(_cursor) is not null)
        {
            throw CliException.Usage("--cursor is for pages; leave it out to list all, or give --limit 1 or more.");
        }

        var jobs = new JobStream(run.Shards, SourcesOf(run), FilterOf(run), run.Value(_order));
        return await new JobStreamWriter(run).WriteAsync(jobs, cancellationToken);
    }

    protected override async Task<Answer> AskAsync(Run run, CancellationToken cancellationToken)
    {
        var query = new JobQuery
        {
            Sources = SourcesOf(run),
            Filter = FilterOf(run),
            Order = run.Value(_order),
            Limit = run.Value(_limit) ?? JobQuery.DefaultLimit,
            Cursor = run.Value(_cursor),
        };
        var page = await GetPageAsync(run, query, cancellationToken);
        return new Answer
        {
            Shards = page.Shards,
            Rows = new Rows<JobRecord>(JobRow.Of<JobRecord>(job => job, run.Host.Clock), page.Jobs),
            RowsName = "jobs",
            WriteEnvelope = json =>
            {
                json.WritePropertyName("cursor");
                json.WriteText(page.Cursor);
            },
            Cursor = page.Cursor,
            TableWords = page.Jobs.Count == 0 ? ["No such jobs."] : [],
        };
    }

    private static async Task<ShardsJobPage> GetPageAsync(Run run, JobQuery query, CancellationToken cancellationToken)
    {
        try
        {
            return await run.Shards.GetPageAsync(query, cancellationToken);
        }
        catch (FormatException e)
        {
            throw new CliException(ExitCode.Usage, $"--cursor: {e.Message}", e);
        }
    }

    private JobSources SourcesOf(Run run) => JobSources.Parse(run.Value(_in)!);

    private JobFilter FilterOf(Run run) => run.Value(_where) ?? JobFilter.All;
}
