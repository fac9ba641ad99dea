using System.CommandLine;
using SidekiqCluster.Verbs;

namespace SidekiqCluster.Cli.Commands;

internal sealed class WorkListCommand : VerbCommand
{
    private readonly Option<JobFilter?> _where = JobOptions.Where();

    public WorkListCommand(CommandContext context)
        : base(
            context,
            "list",
            "Jobs that run now, as of the processes' last heartbeats; longest running first.",
            "work list",
            "work list --where 'class:HardJob queue:low'") => Options.Add(_where);

    protected override Verb VerbOf(Run run) => new WorkListVerb { Where = run.Value(_where) ?? JobFilter.All };
}
