using System.Text.Json.Serialization;
using SidekiqCluster.Verbs.Access;
using SidekiqCluster.Verbs.Acts;
using SidekiqCluster.Verbs.Answers;
using SidekiqCluster.Verbs.Pushes;

namespace SidekiqCluster.Verbs;

/// <summary>Pushes many jobs to one shard, and tells what became of them, all or a part. No Ruby client middleware runs.</summary>
internal sealed record PushBulkVerb : AnswerVerb
{
    private const string Name = "push";

    /// <summary>The jobs, one a line; a wrong line throws <see cref="VerbException"/>, and nothing after it is pushed.</summary>
    [JsonIgnore]
    public required IAsyncEnumerable<JobRequest> Jobs { get; init; }

    /// <summary>How many there are; null when nobody knows yet.</summary>
    public long? Count { get; init; }

    public override VerbRole Role => VerbRole.Operator;

    protected override async Task<Answer> AskAsync(VerbRun run, CancellationToken cancellationToken)
    {
        await run.Shards.DemandOneAsync(Name, cancellationToken);
        var push = new Push(this, run.Display);
        var answers = await run.Shards.AskAsync(push.RunAsync, cancellationToken);
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
    private sealed class Push(PushBulkVerb verb, IActDisplay? display)
    {
        public PushTally Tally { get; } = new();

        public VerbException? WrongLine { get; private set; }

        public bool IsCancelled { get; private set; }

        public async Task<OperationResult> RunAsync(ISidekiqShard shard, CancellationToken cancellationToken)
        {
            var progress = new ActProgress();
            Tally.ListenerOf(progress.Of(shard.Name));
            IsCancelled = display is not null && verb.Count is { } count
                ? await display.ShowAsync([KeyValuePair.Create(shard.Name, count)], progress, () => PushAsync(shard, cancellationToken))
                : await PushAsync(shard, cancellationToken);
            return Tally.ToResult();
        }

        /// <summary>Whether it was cancelled.</summary>
        private async Task<bool> PushAsync(ISidekiqShard shard, CancellationToken cancellationToken)
        {
            try
            {
                var options = new BulkPushOptions { KeepsJids = false, Progress = Tally };
                return (await shard.Client.PushBulkAsync(verb.Jobs, options, cancellationToken)).WasCancelled;
            }
            catch (VerbException e)
            {
                WrongLine = e;
                return false;
            }
        }
    }
}
