using System.CommandLine;
using SidekiqCluster.Cli.Output;
using SidekiqCluster.Cli.Rows;
using SidekiqCluster.Cli.Values;

namespace SidekiqCluster.Cli.Commands;

internal sealed class DeployMarkVerb : AnswerVerb
{
    private readonly Argument<string> _label = new("label") { HelpName = "LABEL", Description = "What to show beside it, such as a commit." };
    private readonly Option<Moment?> _at = OptionKinds.Time("--at", "When it was deployed [default: now].");

    public DeployMarkVerb(VerbContext context)
        : base(
            context,
            "mark",
            "Marks a deploy, to be shown beside metrics. A minute has room for one mark.",
            "deploy mark v2.31",
            "deploy mark 'a1b2c3d Fix invoices' --at 2026-11-23T14:30:00Z")
    {
        Arguments.Add(_label);
        Options.Add(_at);
    }

    public override bool CanWatch => false;

    protected override async Task<Answer> AskAsync(Run run, CancellationToken cancellationToken)
    {
        var label = run.Value(_label);
        if (string.IsNullOrWhiteSpace(label))
        {
            throw CliException.Usage("LABEL is empty; say what was deployed, such as a commit.");
        }

        var now = run.Host.Clock.GetUtcNow();
        var at = run.Value(_at)?.Resolve("--at", now) ?? now;
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
