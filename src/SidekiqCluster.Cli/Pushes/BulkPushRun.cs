using SidekiqCluster.Cli.Acts;
using SidekiqCluster.Cli.Commands;
using SidekiqCluster.Cli.Output;

namespace SidekiqCluster.Cli.Pushes;

/// <summary>Pushes the jobs of a file to the one shard, and tells what became of them, all or a part.</summary>
/// <param name="run">The run.</param>
/// <param name="file">The jobs.</param>
/// <param name="count">How many there are; null when nobody knows yet.</param>
internal sealed class BulkPushRun(Run run, PushFile file, long? count)
{
    private const string Name = "push";

    private readonly PushTally _tally = new();
    private CliException? _wrongLine;

    public async Task<Answer> RunAsync(CancellationToken cancellationToken)
    {
        var isCancelled = false;
        var answers = await run.Shards.AskAsync(
            async (shard, ct) =>
            {
                isCancelled = await PushAsync(shard, ct);
                return _tally.ToResult();
            },
            cancellationToken);
        if (_wrongLine is { } wrong && (_tally.Last == 0 || answers.All.All(a => !a.IsOk)))
        {
            throw wrong;
        }

        if (_wrongLine is not null)
        {
            run.Output.Say($"{_wrongLine.Message.TrimEnd('.')}; lines 1 to {_tally.Last} were sent before, nothing after them.");
        }
        else if (isCancelled || (count is { } all && answers.Ok.Any() && _tally.Last < all))
        {
            run.Output.Say($"{(isCancelled ? "cancelled" : "stopped")}: lines 1 to {_tally.Last} were sent, nothing after them.");
        }

        return new OperationAnswer(Name, IsDryRun: false, answers)
        {
            Verdict = isCancelled ? ExitCode.Cancelled : _wrongLine is null ? ExitCode.Done : ExitCode.Failed,
        }.ToAnswer();
    }

    /// <summary>Whether it was cancelled.</summary>
    private async Task<bool> PushAsync(ISidekiqShard shard, CancellationToken cancellationToken)
    {
        var showsProgress = run.Host.CanDrawOnError && run.Output.Format == OutputFormat.Table && count is not null;
        var progress = new ActProgress();
        _tally.ListenerOf(progress.Of(shard.Name));
        return showsProgress
            ? await ProgressBar.ShowAsync(run.Host, [KeyValuePair.Create(shard.Name, count!.Value)], progress, PushAllAsync)
            : await PushAllAsync();

        async Task<bool> PushAllAsync()
        {
            try
            {
                var options = new BulkPushOptions { KeepsJids = false, Progress = _tally };
                return (await shard.Client.PushBulkAsync(file.ReadAsync(cancellationToken), options, cancellationToken)).WasCancelled;
            }
            catch (CliException e)
            {
                _wrongLine = e;
                return false;
            }
        }
    }
}
