namespace SidekiqCluster.Grains.Shards;

/// <summary>The acts that are under way. Who asks for one of them again, as he has heard nothing for a while, waits for that one.</summary>
internal sealed class RunningActs
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, Task> _acts = [];

    /// <summary>Performs an act, unless it is under way already.</summary>
    public Task<T> RunAsync<T>(Guid act, Func<Task<T>> perform)
    {
        lock (_gate)
        {
            if (_acts.TryGetValue(act, out var running))
            {
                return (Task<T>)running;
            }

            var task = Task.Run(() => PerformAsync(act, perform));
            _acts.Add(act, task);
            return task;
        }
    }

    private async Task<T> PerformAsync<T>(Guid act, Func<Task<T>> perform)
    {
        try
        {
            return await perform().ConfigureAwait(false);
        }
        finally
        {
            lock (_gate)
            {
                _acts.Remove(act);
            }
        }
    }
}
