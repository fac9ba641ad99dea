using System.Runtime.CompilerServices;

namespace SidekiqCluster.Grains.Streams;

/// <summary>
/// Streams that say every second at the latest that their silo lives: a reader who hears nothing for several seconds knows that
/// it is lost, however long the next item takes.
/// </summary>
internal static class SignsOfLife
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    /// <summary>The items, and a null wherever the next one takes longer. None is asked for before the reader has the one before.</summary>
    /// <param name="open">Begins the stream; its token ends it.</param>
    /// <param name="clock">The clock of the second.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async IAsyncEnumerable<T?> AmongAsync<T>(
        Func<CancellationToken, IAsyncEnumerable<T>> open, TimeProvider clock, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var items = open(end.Token).GetAsyncEnumerator(end.Token);
        await using (items.ConfigureAwait(false))
        {
            var next = items.MoveNextAsync().AsTask();
            try
            {
                while (true)
                {
                    await ((Task)next).WaitAsync(Period, clock, CancellationToken.None)
                        .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                    if (!next.IsCompleted)
                    {
                        yield return default;
                    }
                    else if (await next.ConfigureAwait(false))
                    {
                        yield return items.Current;
                        next = items.MoveNextAsync().AsTask();
                    }
                    else
                    {
                        yield break;
                    }
                }
            }
            finally
            {
                // A stream cannot be left while its next item is on the way.
                await end.CancelAsync().ConfigureAwait(false);
                await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
