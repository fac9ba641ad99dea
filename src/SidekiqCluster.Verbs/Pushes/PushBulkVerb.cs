using SidekiqCluster.Verbs.Access;
using SidekiqCluster.Verbs.Acts;
using SidekiqCluster.Verbs.Answers;
using SidekiqCluster.Verbs.Pushes;

namespace SidekiqCluster.Verbs;

/// <summary>
/// Pushes the jobs of the run's input to one shard, one a line, and tells what became of them, all or a part. Nothing after a
/// wrong line is pushed. No Ruby client middleware runs.
/// </summary>
internal sealed record PushBulkVerb : AnswerVerb
{
    private const string Name = "push";

    /// <summary>What a line does not say.</summary>
    public JobRequest Given { get; init; } = PushLine.Nothing;

    /// <summary>What the run's input is called in errors.</summary>
    public required string Input { get; init; }

    /// <summary>The shard; null where there is but one.</summary>
    public string? ToShard { get; init; }

    /// <summary>How many there are; null when nobody knows yet.</summary>
    public long? Count { get; init; }

    public override VerbRole Role => VerbRole.Operator;

    protected override async Task<Answer> AskAsync(VerbRun run, CancellationToken cancellationToken)
    {
        var shards = await run.Shards.ChooseOneAsync(Name, ToShard, cancellationToken);
        await using var input = run.DemandFiles().OpenInput();
        var lines = new PushLines(new PushLine(Given, run.Now), Input);
        var push = new Push(lines.ReadAsync(input, CancellationToken.None), Count, run.Display);
        var answers = await shards.AskAsync(push.RunAsync, cancellationToken);
        var last = push.Tally.Last;
        if (push.WrongLine is { } wrong && (last == 0 || answers.All.All(a => !a.IsOk)))
        {
            throw wrong;
        }

        if (push.WrongLine is not null)
        {
            run.Output.Say($"{push.WrongLine.Message.TrimEnd('.')}; lines 1 to {last} were sent before, nothing after them.");
        }
        else if (push.IsCancelled || (Count is { } all && answers.Ok.Any() && last < all))
        {
            run.Output.Say($"{(push.IsCancelled ? "cancelled" : "stopped")}: lines 1 to {last} were sent, nothing after them.");
        }

        return new OperationAnswer(Name, IsDryRun: false, answers)
        {
            Verdict = push.IsCancelled ? ExitCode.Cancelled : push.WrongLine is null ? ExitCode.Done : ExitCode.Failed,
        }.ToAnswer();
    }

    /// <summary>The push to the one shard.</summary>
    private sealed class Push(IAsyncEnumerable<JobRequest> jobs, long? total, IActDisplay? display)
    {
        public PushTally Tally { get; } = new();

        public VerbException? WrongLine { get; private set; }

        public bool IsCancelled { get; private set; }

        public async Task<OperationResult> RunAsync(ISidekiqShard shard, CancellationToken cancellationToken)
        {
            var progress = new ActProgress();
            Tally.ListenerOf(progress.Of(shard.Name));
            IsCancelled = display is not null && (total is not null || display.TakesUnknownTotals)
                ? await display.ShowAsync(total is { } count ? [KeyValuePair.Create(shard.Name, count)] : [], progress, () => PushAsync(shard, cancellationToken))
                : await PushAsync(shard, cancellationToken);
            return Tally.ToResult();
        }

        /// <summary>Whether it was cancelled.</summary>
        private async Task<bool> PushAsync(ISidekiqShard shard, CancellationToken cancellationToken)
        {
            try
            {
                var options = new BulkPushOptions { KeepsJids = false, Progress = Tally };
                return (await shard.Client.PushBulkAsync(jobs, options, cancellationToken)).WasCancelled;
            }
            catch (VerbException e)
            {
                WrongLine = e;
                return false;
            }
        }
    }
}
