using System.Runtime.CompilerServices;

namespace SidekiqCluster.Client.Calls;

/// <summary>A stream of a silo, which says every second that it lives.</summary>
internal static class SiloStream
{
    /// <summary>
    /// The items one by one: none is sent for before the one before it was taken. A silo that says nothing for several seconds is
    /// given up; so is one whose reader leaves, without waiting for its goodbye, which may never come.
    /// </summary>
    /// <exception cref="TimeoutException">The silo says nothing any more.</exception>
    public static async IAsyncEnumerable<T?> ReadAsync<T>(
        IAsyncEnumerable<T?> items, TimeProvider clock, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var each = items.WithBatchSize(1).GetAsyncEnumerator(end.Token);
        Task next = Task.CompletedTask;
        try
        {
            while (true)
            {
                var move = each.MoveNextAsync().AsTask();
                next = move;
                if (!await move.WaitAsync(SiloPatience.Silence, clock, CancellationToken.None).ConfigureAwait(false))
                {
                    yield break;
                }

                yield return each.Current;
            }
        }
        finally
        {
            _ = LeaveAsync(each, next, end);
        }
    }

    private static async Task LeaveAsync<T>(IAsyncEnumerator<T?> each, Task next, CancellationTokenSource end)
    {
        await end.CancelAsync().ConfigureAwait(false);
        await next.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await each.DisposeAsync().AsTask().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        end.Dispose();
    }
}
