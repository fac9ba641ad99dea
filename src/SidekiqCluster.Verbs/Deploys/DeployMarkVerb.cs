using SidekiqCluster.Verbs.Access;
using SidekiqCluster.Verbs.Answers;
using SidekiqCluster.Verbs.Rows;
using SidekiqCluster.Verbs.Values;

namespace SidekiqCluster.Verbs;

/// <summary>Marks a deploy, to be shown beside metrics. A minute has room for one mark.</summary>
internal sealed record DeployMarkVerb : AnswerVerb
{
    /// <summary>What to show beside it, such as a commit.</summary>
    public required string Label { get; init; }

    /// <summary>When it was deployed; null for now.</summary>
    public Moment? At { get; init; }

    public override VerbRole Role => VerbRole.Operator;

    protected override async Task<Answer> AskAsync(VerbRun run, CancellationToken cancellationToken)
    {
        var label = Label;
        if (string.IsNullOrWhiteSpace(label))
        {
            throw VerbException.Usage("LABEL is empty; say what was deployed, such as a commit.");
        }

        var now = run.Now;
        var at = At?.Resolve("--at", now) ?? now;
        var answers = await run.Shards.AskAsync((shard, ct) => shard.Deploys.MarkAsync(label, at, ct), cancellationToken);
        MarkRow[] rows = [.. answers.Ok.Select(a => new MarkRow(a.Shard, at, label, a.Value))];
        var isTaken = rows.Any(row => row.Outcome == DeployMarkOutcome.MinuteTaken);
        return new Answer
        {
            Shards = answers.Outcomes,
            Rows = new Rows<MarkRow>(MarkRow.All, rows),
            RowsName = "deploys",
            Words = isTaken ? ["The minute has the mark of another deploy; give another minute with --at."] : [],
            Verdict = isTaken ? ExitCode.Refused : ExitCode.Done,
        };
    }
}
