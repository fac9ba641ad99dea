using SidekiqCluster.Verbs.Acts;
using SidekiqCluster.Verbs.Remote;

namespace SidekiqCluster.Cli.Servers;

/// <summary>Shows here how far the work of a server has come.</summary>
/// <param name="display">Who shows it; null for nobody.</param>
internal sealed class ServedDisplay(IActDisplay? display)
{
    private readonly ActProgress _progress = new();
    private readonly TaskCompletionSource<bool> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _shown = Task.CompletedTask;

    public Task BeginAsync(ShardTotal[] totals)
    {
        _shown = display!.ShowAsync(totals.Select(static total => KeyValuePair.Create(total.Shard, total.Jobs)), _progress, () => _ended.Task);
        return Task.CompletedTask;
    }

    public Task ShowAsync(ShardProgress now)
    {
        _progress.Of(now.Shard).Report(new OperationProgress(now.Matched, now.Done, now.NotDone));
        return Task.CompletedTask;
    }

    public async Task<bool> EndAsync()
    {
        _ended.SetResult(true);
        await _shown;
        return true;
    }
}
