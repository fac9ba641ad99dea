using SidekiqCluster.Server.Requests;
using SidekiqCluster.Verbs.Answers;

namespace SidekiqCluster.Server.Streams;

/// <summary>An act as events: how far it has come, then its answer, or what went wrong.</summary>
/// <param name="http">The request.</param>
/// <param name="clock">The clock of pauses.</param>
internal sealed class ActEvents(HttpContext http, TimeProvider clock)
{
    /// <summary>How far it has come.</summary>
    public const string Progress = "progress";

    /// <summary>Its answer, the last event.</summary>
    public const string Result = "result";

    /// <summary>What went wrong, the last event.</summary>
    public const string Error = "error";

    /// <summary>The least time between two looks at how far it has come.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly EventWriter _events = new(http, clock);
    private long _told;

    /// <summary>Runs it. What goes wrong before the first event is thrown, so that it is answered as without events.</summary>
    /// <param name="act">The act, which shows how far it has come, and gives an answer that is fit to be sent.</param>
    public async Task RunAsync(Func<ActProgressFeed, Task<Answer>> act)
    {
        var feed = new ActProgressFeed();
        var work = act(feed);
        try
        {
            await TellAsync(work, feed);
            await _events.WriteAsync(Result, AnswerJson.Of(await work, clock), http.RequestAborted);
        }
        catch (Exception e) when (_events.HasBegun && !http.RequestAborted.IsCancellationRequested)
        {
            var problem = Problems.Find(e, isAborted: false);
            await _events.WriteAsync(Error, Problems.ToJson(problem ?? Problems.Unforeseen, http), http.RequestAborted);
            if (problem is null)
            {
                throw;
            }
        }
    }

    /// <summary>Tells how far it has come until it has ended, or nobody listens any more: then the act, which hears of that too, ends by itself.</summary>
    private async Task TellAsync(Task work, ActProgressFeed feed)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        var moved = feed.WaitAsync(end.Token);
        try
        {
            while (!work.IsCompleted)
            {
                await _events.WaitAsync(Task.WhenAny(work, moved), http.RequestAborted);
                if (moved.IsCompleted)
                {
                    await TellAsync(feed);
                    await Task.WhenAny(work, Task.Delay(Pause, clock, http.RequestAborted));
                    moved = feed.WaitAsync(end.Token);
                }
            }

            await TellAsync(feed);
        }
        finally
        {
            await end.CancelAsync();
            await moved.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Tells how far it has come, if that is not what was told last.</summary>
    private async Task TellAsync(ActProgressFeed feed)
    {
        if (feed.Version is var version && version != _told)
        {
            _told = version;
            await _events.WriteAsync(Progress, feed.ToJson(), http.RequestAborted);
        }
    }
}
