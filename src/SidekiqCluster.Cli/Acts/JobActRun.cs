using SidekiqCluster.Cli.Commands;
using SidekiqCluster.Cli.Output;
using SidekiqCluster.Cli.Shards;

namespace SidekiqCluster.Cli.Acts;

/// <summary>Acts in all shards at once, and tells what was done when it ends half-way.</summary>
internal sealed class JobActRun(Run run, JobAct act, OperationOptions options)
{
    private readonly ActProgress _progress = new();

    /// <exception cref="OperationCanceledException">Cancelled between two chunks; what was done has been told.</exception>
    public async Task<ShardAnswers<OperationResult>> RunAsync(
        ShardAnswers<ChosenJobs> chosen, bool showsProgress, CancellationToken cancellationToken)
    {
        try
        {
            var totals = chosen.Ok.Select(a => KeyValuePair.Create(a.Shard, a.Value.Reach ?? 0));
            return showsProgress
                ? await ProgressBar.ShowAsync(run.Host, totals, _progress, ActAsync)
                : await ActAsync();
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            var notDone = _progress.NotDone > 0 ? $", {_progress.NotDone} could not be" : string.Empty;
            run.Output.Say($"cancelled: {act.Name} was done for {Human.Count(_progress.Done, "job")}{notDone}; run it again to go on.");
            throw;
        }

        Task<ShardAnswers<OperationResult>> ActAsync() => run.Shards.AskAsync(chosen, ActInAsync, cancellationToken);
    }

    private async Task<OperationResult> ActInAsync(SidekiqShard shard, ChosenJobs jobs, CancellationToken cancellationToken)
    {
        try
        {
            var how = options with { Limit = jobs.Limit, Progress = _progress.Of(shard.Name) };
            return jobs.AddTo(await act.RunAsync(shard, jobs.Jobs, how, cancellationToken));
        }
        catch (SidekiqClusterException e) when (_progress.DoneIn(shard.Name) is > 0 and var done)
        {
            throw new SidekiqClusterException(
                $"{e.Message} Before that, {act.Name} was done for {Human.Count(done, "job")}; run it again to go on.", shard.Name, e);
        }
    }
}
