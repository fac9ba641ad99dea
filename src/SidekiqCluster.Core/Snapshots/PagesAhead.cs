using SidekiqCluster.Passes;

namespace SidekiqCluster.Snapshots;

/// <summary>Reads the pages of a source in order, the next ones on their way while one is worked on.</summary>
/// <param name="readAsync">Reads so many entries from a place on.</param>
/// <param name="pageSize">How far the next page begins behind the one before.</param>
/// <param name="overlap">How many entries of the next page each page shows as well.</param>
internal sealed class PagesAhead(Func<long, int, Task<RawPage>> readAsync, int pageSize, int overlap) : IAsyncDisposable
{
    /// <summary>Pages on their way: while one is sent, the server makes the next.</summary>
    private const int Ahead = 2;

    private readonly Queue<Task<RawPage>> _pages = [];
    private long _next;

    /// <summary>Whether a page is the last: it shows less than was asked for.</summary>
    public bool IsLast(RawPage page) => page.Count < pageSize + overlap;

    /// <summary>The next page, for the caller to dispose of.</summary>
    public Task<RawPage> NextAsync()
    {
        while (_pages.Count < Ahead)
        {
            _pages.Enqueue(readAsync(_next, pageSize + overlap));
            _next += pageSize;
        }

        return _pages.Dequeue();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var page in _pages)
        {
            // Not wanted any more, nor what went wrong with it.
            await ((Task)page).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (page.IsCompletedSuccessfully)
            {
                (await page.ConfigureAwait(false)).Dispose();
            }
        }
    }
}
