using SidekiqCluster.Verbs.Answers;
using SidekiqCluster.Verbs.Rows;

namespace SidekiqCluster.Verbs;

/// <summary>Living processes: threads, memory, queues.</summary>
internal sealed record ProcessListVerb : AnswerVerb
{
    protected override async Task<Answer> AskAsync(VerbRun run, CancellationToken cancellationToken)
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
