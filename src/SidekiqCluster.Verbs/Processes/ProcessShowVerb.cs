using SidekiqCluster.Verbs.Answers;
using SidekiqCluster.Verbs.Rows;

namespace SidekiqCluster.Verbs;

/// <summary>All about one living process.</summary>
internal sealed record ProcessShowVerb : AnswerVerb
{
    /// <summary>The process: hostname:pid:nonce.</summary>
    public required string Identity { get; init; }

    protected override async Task<Answer> AskAsync(VerbRun run, CancellationToken cancellationToken)
    {
        var identity = Identity;
        if (identity.Length == 0)
        {
            throw VerbException.Usage("ID is empty; give the identity of a process, see 'process list'.");
        }

        var answers = await run.Shards.AskAsync((shard, ct) => shard.Processes.GetAsync(identity, ct), cancellationToken);
        SidekiqProcess[] found = [.. answers.Ok.Select(a => a.Value).OfType<SidekiqProcess>()];
        return new Answer
        {
            Shards = answers.Outcomes,
            Rows = new Rows<SidekiqProcess>(ProcessRow.All, found),
            RowsName = "processes",
            ShowsDetails = true,
            NotFound = found.Length == 0
                ? [$"there is no living process '{identity}'; see '{Tool.Name} process list'."]
                : [],
        };
    }
}
