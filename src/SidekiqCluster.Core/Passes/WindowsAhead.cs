namespace SidekiqCluster.Passes;

/// <summary>
/// Reads the windows that a pass plans, and beside each those that it will plan next if nothing comes between: the longer this goes
/// well, the more. What was guessed wrong is forgotten.
/// </summary>
/// <param name="readAsync">Reads a window.</param>
/// <param name="canGuess">Whether anything is read that is not planned yet.</param>
internal sealed class WindowsAhead(Func<ListPlan, Task<ListWindow>> readAsync, bool canGuess) : IAsyncDisposable
{
    /// <summary>Windows on their way at most: two for the server, the others in work.</summary>
    private const int Most = 4;

    private readonly Queue<(ListPlan Plan, Task<ListWindow> Window)> _windows = [];
    private int _ahead;

    /// <summary>Has a window on its way, to be the next.</summary>
    public async ValueTask ExpectAsync(ListPlan plan)
    {
        if (_windows.TryPeek(out var first) && (first.Plan.From, first.Plan.Count) != (plan.From, plan.Count))
        {
            await DisposeAsync().ConfigureAwait(false);
            _ahead = 0;
        }

        // The first one may be all that there is, or all that is wanted.
        _ahead = canGuess ? Math.Min(Most, Math.Max(1, 2 * _ahead)) : 1;
        while (_windows.Count < _ahead)
        {
            plan = _windows.Count == 0 ? plan : _windows.Last().Plan.Next;
            _windows.Enqueue((plan, readAsync(plan)));
        }
    }

    /// <summary>The window that is expected, for the caller to dispose of.</summary>
    public Task<ListWindow> NextAsync() => _windows.Dequeue().Window;

    public async ValueTask DisposeAsync()
    {
        while (_windows.TryDequeue(out var window))
        {
            // Not wanted any more, nor what went wrong with it.
            await ((Task)window.Window).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (window.Window.IsCompletedSuccessfully)
            {
                (await window.Window.ConfigureAwait(false)).Dispose();
            }
        }
    }
}
