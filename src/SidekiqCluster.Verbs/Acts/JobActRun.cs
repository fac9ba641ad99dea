using SidekiqCluster.Operations;
using SidekiqCluster.Verbs.Answers;
using SidekiqCluster.Verbs.Shards;

namespace SidekiqCluster.Verbs.Acts;

/// <summary>Acts in all shards at once, and knows what was done when it ends half-way.</summary>
internal sealed class JobActRun(VerbRun run, JobAct act, OperationOptions options)
{
    private readonly ActProgress _progress = new();

    /// <summary>Acts. It does not throw when it is cancelled: what was done is the answer then, too.</summary>
    public async Task<ShardAnswers<OperationResult>> RunAsync(
        ShardAnswers<ChosenJobs> chosen, CancellationToken cancellationToken)
    {
        KeyValuePair<string, long>[] totals = [.. chosen.Ok.Select(a => KeyValuePair.Create(a.Shard, a.Value.Reach ?? 0))];
        var parts = run.Display is { } display && !options.IsDryRun && totals.Sum(total => total.Value) > 0
            ? await display.ShowAsync(totals, _progress, ActAsync)
            : await ActAsync();
        var results = new ShardAnswers<OperationResult>(
            [.. parts.All.Select(a => new ShardAnswer<OperationResult>(a.Shard, a.Value?.Result!, a.Error ?? a.Value!.Error))]);
        if (parts.Ok.Any(a => a.Value.IsCancelled))
        {
            var done = results.All.Sum(a => a.Value?.Done ?? 0);
            run.Output.Say($"cancelled: {act.Name} was done for {Human.Count(done, "job")}; run it again to go on.");
        }

        return results;

        Task<ShardAnswers<Part>> ActAsync() => run.Shards.AskAsync(chosen, ActInAsync, cancellationToken);
    }

    private async Task<Part> ActInAsync(ISidekiqShard shard, ChosenJobs jobs, CancellationToken cancellationToken)
    {
        try
        {
            var how = options with { Limit = jobs.Limit, Progress = _progress.Of(shard.Name) };
            return new Part(jobs.AddTo(await act.RunAsync(shard, jobs.Jobs, how, cancellationToken)));
        }
        catch (OperationCanceledException e) when (cancellationToken.IsCancellationRequested)
        {
            return new Part(jobs.AddTo((e as JobOperationCanceledException)?.Result ?? DoneIn(shard))) { IsCancelled = true };
        }
        catch (SidekiqClusterException e) when ((e.Result ?? DoneIn(shard)) is { Matched: > 0 } result)
        {
            return new Part(jobs.AddTo(result))
            {
                Error = $"{e.Message} Before that, {act.Name} was done for {Human.Count(result.Done, "job")}; run it again to go on.",
            };
        }
    }

    private OperationResult DoneIn(ISidekiqShard shard) => OperationSum.AllDone(_progress.DoneIn(shard.Name), options.IsDryRun);

    /// <summary>What was done in one shard, and whether that is all.</summary>
    private sealed record Part(OperationResult Result)
    {
        public string? Error { get; init; }

        public bool IsCancelled { get; init; }
    }
}
