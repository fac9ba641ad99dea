using System.CommandLine;
using SidekiqCluster.Cli.Output;
using SidekiqCluster.Cli.Rows;
using SidekiqCluster.Cli.Values;

namespace SidekiqCluster.Cli.Commands;

internal sealed class DeployListVerb : AnswerVerb
{
    private const int DefaultDays = 30;
    private const int MostDays = 90;

    private readonly Option<int?> _days = OptionKinds.Number(
        "--days", $"How many days (UTC), today included; Sidekiq keeps {MostDays} [default: {DefaultDays}].", 1, MostDays, $"1 to {MostDays}");

    public DeployListVerb(VerbContext context)
        : base(context, "list", "Marked deploys, newest first.", "deploy list", "deploy list --days 90 --format csv") =>
        Options.Add(_days);

    protected override async Task<Answer> AskAsync(Run run, CancellationToken cancellationToken)
    {
        var today = DateOnly.FromDateTime(run.Host.Clock.GetUtcNow().UtcDateTime);
        DateOnly[] days = [.. Enumerable.Range(0, run.Value(_days) ?? DefaultDays).Select(back => today.AddDays(-back))];
        var answers = await run.Shards.AskAsync(
            (shard, ct) => Task.WhenAll(days.Select(day => shard.Deploys.GetMarksAsync(day, ct))), cancellationToken);
        var rows = DeployRow.Sort(answers.Ok.SelectMany(a => a.Value.SelectMany(marks => marks).Select(mark => new DeployRow(a.Shard, mark))));
        return new Answer
        {
            Shards = answers.Outcomes,
            Rows = new Rows<DeployRow>(DeployRow.All, rows),
            RowsName = "deploys",
            TableWords = rows.Count == 0 ? ["No deploys in that time."] : [],
        };
    }
}
