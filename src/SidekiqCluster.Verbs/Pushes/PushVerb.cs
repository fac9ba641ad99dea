using SidekiqCluster.Verbs.Access;
using SidekiqCluster.Verbs.Answers;
using SidekiqCluster.Verbs.Pushes;
using SidekiqCluster.Verbs.Rows;

namespace SidekiqCluster.Verbs;

/// <summary>Pushes a job to one shard. No Ruby client middleware runs.</summary>
internal sealed record PushVerb : AnswerVerb
{
    private const string DefaultQueue = "default";

    /// <summary>The job.</summary>
    public required JobRequest Job { get; init; }

    /// <summary>The shard; null where there is but one.</summary>
    public string? ToShard { get; init; }

    public override VerbRole Role => VerbRole.Operator;

    protected override async Task<Answer> AskAsync(VerbRun run, CancellationToken cancellationToken)
    {
        var job = Checked();
        var shards = await run.Shards.ChooseOneAsync("push", ToShard, cancellationToken);
        var now = run.Now;
        var answers = await shards.AskAsync((shard, ct) => shard.Client.PushAsync(job, ct), cancellationToken);
        var at = job.At ?? now + job.Delay;
        return new Answer
        {
            Shards = answers.Outcomes,
            Rows = new Rows<PushRow>(
                PushRow.All,
                [.. answers.Ok.Select(a => new PushRow(a.Shard, a.Value, job.Class, job.Queue ?? DefaultQueue, at > now ? at : null))]),
            RowsName = "pushed",
        };
    }

    private JobRequest Checked()
    {
        try
        {
            return PushLine.Check(Job);
        }
        catch (FormatException e)
        {
            throw new VerbException(ExitCode.Usage, $"the job {e.Message}.", e);
        }
    }
}
