using SidekiqCluster.Verbs.Answers;
using SidekiqCluster.Verbs.Rows;

namespace SidekiqCluster.Verbs;

/// <summary>Marked deploys, newest first.</summary>
internal sealed record DeployListVerb : AnswerVerb
{
    /// <summary>The days that are asked for when nothing is said.</summary>
    public const int DefaultDays = 30;

    /// <summary>The days that Sidekiq keeps marks.</summary>
    public const int MostDays = 90;

    /// <summary>How many days (UTC), today included.</summary>
    public int Days { get; init; } = DefaultDays;

    protected override async Task<Answer> AskAsync(VerbRun run, CancellationToken cancellationToken)
    {
        if (Days is < 1 or > MostDays)
        {
            throw VerbException.Usage($"--days is '{Days}'; use 1 to {MostDays}.");
        }

        var today = DateOnly.FromDateTime(run.Now.UtcDateTime);
        DateOnly[] days = [.. Enumerable.Range(0, Days).Select(back => today.AddDays(-back))];
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
