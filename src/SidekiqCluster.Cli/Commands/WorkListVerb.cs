using System.CommandLine;
using SidekiqCluster.Cli.Output;
using SidekiqCluster.Cli.Rows;

namespace SidekiqCluster.Cli.Commands;

internal sealed class WorkListVerb : AnswerVerb
{
    private readonly Option<JobFilter?> _where = JobOptions.Where();

    public WorkListVerb(VerbContext context)
        : base(
            context,
            "list",
            "Jobs that run now, as of the processes' last heartbeats; longest running first.",
            "work list",
            "work list --where 'class:HardJob queue:low'") => Options.Add(_where);

    protected override async Task<Answer> AskAsync(Run run, CancellationToken cancellationToken)
    {
        var filter = run.Value(_where) ?? JobFilter.All;
        var answers = await run.Shards.AskAsync((shard, ct) => shard.Work.ListAsync(ct), cancellationToken);
        var now = run.Host.Clock.GetUtcNow();
        var work = WorkRow.Sort(answers.Ok.SelectMany(a => a.Value).Where(w => filter.Matches(w.Job, now)));
        return new Answer
        {
            Shards = answers.Outcomes,
            Rows = new Rows<Work>(WorkRow.Of(run.Host.Clock), work),
            RowsName = "work",
            TableWords = work.Count == 0 ? ["No such job runs now."] : [],
        };
    }
}
