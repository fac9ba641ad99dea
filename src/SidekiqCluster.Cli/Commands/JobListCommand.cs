using System.CommandLine;
using SidekiqCluster.Cli.Values;
using SidekiqCluster.Verbs;

namespace SidekiqCluster.Cli.Commands;

internal sealed class JobListCommand : VerbCommand
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

    public JobListCommand(CommandContext context)
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

    protected override Verb VerbOf(Run run)
    {
        var (sources, filter) = (JobSources.Parse(run.Value(_in)!), run.Value(_where) ?? JobFilter.All);
        if (run.Value(_limit) != 0)
        {
            return new JobListVerb
            {
                In = sources,
                Where = filter,
                Order = run.Value(_order),
                Limit = run.Value(_limit) ?? JobQuery.DefaultLimit,
                Cursor = run.Value(_cursor),
            };
        }

        if (run.IsWatch)
        {
            throw VerbException.Usage("--watch draws one page; give --limit 1 or more.");
        }

        return run.Value(_cursor) is null
            ? new JobStreamVerb { In = sources, Where = filter, Order = run.Value(_order) }
            : throw VerbException.Usage("--cursor is for pages; leave it out to list all, or give --limit 1 or more.");
    }
}
