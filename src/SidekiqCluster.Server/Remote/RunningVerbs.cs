using System.Collections.Concurrent;
using SidekiqCluster.Server.Hosting;

namespace SidekiqCluster.Server.Remote;

/// <summary>
/// The verbs that run for callers. When the server ends they have the time of all requests to end too; then they are cancelled,
/// and still tell what was done.
/// </summary>
internal sealed class RunningVerbs
{
    /// <summary>What a cancelled verb has to tell of it.</summary>
    private static readonly TimeSpan Telling = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<Task, CancellationTokenSource> _running = [];
    private readonly RequestDrain _drain;

    public RunningVerbs(IHostApplicationLifetime lifetime, RequestDrain drain)
    {
        _drain = drain;

        // Connections are closed by whoever registered before.
        lifetime.ApplicationStopping.Register(End);
    }

    /// <summary>Runs one.</summary>
    /// <param name="verb">The verb.</param>
    /// <param name="stop">What cancels it.</param>
    public async Task RunAsync(Func<Task> verb, CancellationTokenSource stop)
    {
        var running = Task.Run(verb);
        _running[running] = stop;
        try
        {
            await running;
        }
        finally
        {
            _running.TryRemove(running, out _);
        }
    }

    private void End()
    {
        _drain.Begin();
        var all = Task.WhenAll(_running.Keys);
        if (WaitFor(all, Timeout.InfiniteTimeSpan, _drain.Over))
        {
            return;
        }

        foreach (var stop in _running.Values)
        {
            stop.Cancel();
        }

        WaitFor(all, Telling, CancellationToken.None);
    }

    /// <summary>Whether they ended, each as it will.</summary>
    private static bool WaitFor(Task all, TimeSpan time, CancellationToken over)
    {
        try
        {
            return all.Wait(time, over);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
        catch (AggregateException)
        {
            return true;
        }
    }
}
