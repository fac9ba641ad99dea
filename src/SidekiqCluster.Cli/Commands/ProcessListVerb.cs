using SidekiqCluster.Cli.Output;
using SidekiqCluster.Cli.Rows;

namespace SidekiqCluster.Cli.Commands;

internal sealed class ProcessListVerb(VerbContext context) : AnswerVerb(
    context, "list", "Living Sidekiq processes as of their last heartbeats.", "process list", "process list --watch")
{
    protected override async Task<Answer> AskAsync(Run run, CancellationToken cancellationToken)
    {
        var answers = await run.Shards.AskAsync((shard, ct) => shard.Processes.ListAsync(ct), cancellationToken);
        SidekiqProcess[] processes = [.. answers.Ok.SelectMany(a => a.Value)];
        return new Answer
        {
            Shards = answers.Outcomes,
            Rows = new Rows<SidekiqProcess>(ProcessRow.All, processes),
            RowsName = "processes",
            TableWords = processes.Length == 0
                ? ["No living processes."]
                : [$"{Human.Count(processes.Length, "process", "processes")}, {processes.Sum(p => p.Busy)} of {processes.Sum(p => p.Concurrency)} threads busy."],
        };
    }
}
