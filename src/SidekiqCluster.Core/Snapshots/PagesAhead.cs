namespace SidekiqCluster.Snapshots;

/// <summary>
/// Reads the pages of a source in order, the next ones on their way, or having their facts read by other threads, while one is worked on.
/// </summary>
/// <param name="readAsync">Reads so many entries from a place on.</param>
/// <param name="pageSize">How far the next page begins behind the one before.</param>
/// <param name="overlap">How many entries of the next page each page shows as well.</param>
internal sealed class PagesAhead(Func<long, int, Task<FactsPage>> readAsync, int pageSize, int overlap) : IAsyncDisposable
{
    private const int MostReaders = 4;

    /// <summary>While one page is sent, the server makes the next, and each processor reads facts.</summary>
    private static readonly int Ahead = 2 + Math.Min(Environment.ProcessorCount, MostReaders);

    private readonly Queue<Task<FactsPage>> _pages = [];
    private long _next;

    /// <summary>Whether a page is the last: it shows less than was asked for.</summary>
    public bool IsLast(FactsPage page) => page.Count < pageSize + overlap;

    /// <summary>The next page, for the caller to dispose of.</summary>
    public Task<FactsPage> NextAsync()
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
