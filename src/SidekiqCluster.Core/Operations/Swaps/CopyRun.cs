namespace SidekiqCluster.Operations;

/// <summary>
/// Copies a queue from where its copy ends to its head: while the server copies one window, the next one is looked through and the
/// one after it is on its way.
/// </summary>
internal sealed class CopyRun(QueueCopy copy, CopyReader reader, CopyScript script, JobChoice choice, SwapOptions options)
{
    private const int MostMisses = 2;
    private const int WiderEachTime = 8;

    private CopyWindow? _pending;
    private Task<long?> _copying = Task.FromResult<long?>(null);
    private int _misses;

    private int Slack => options.Slack * (int)Math.Pow(WiderEachTime, _misses);

    /// <summary>Copies. False when the queue moves too quickly, or others change it.</summary>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    public async Task<bool> ToHeadAsync(CancellationToken cancellationToken)
    {
        try
        {
            reader.Fill(copy.Behind, cancellationToken);
            while (true)
            {
                var window = await NextAsync().ConfigureAwait(false);
                var isCopied = await SettleAsync().ConfigureAwait(false);
                if (isCopied && window is { Count: 0 })
                {
                    return true;
                }

                if (isCopied && window is not null)
                {
                    _pending = window;
                    _copying = script.CallAsync(copy, window, Slack, cancellationToken);
                    if (!window.IsLast)
                    {
                        reader.Fill(copy.Behind + window.Count, cancellationToken);
                        continue;
                    }

                    if (await SettleAsync().ConfigureAwait(false))
                    {
                        return true;
                    }
                }

                if (_misses++ == MostMisses)
                {
                    return false;
                }

                await reader.StartOverAsync(copy.Behind, Slack, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            await ((Task)_copying).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>The window behind the one that is being copied; null when the page does not show it.</summary>
    private async Task<CopyWindow?> NextAsync()
    {
        var (asked, page) = await reader.NextAsync().ConfigureAwait(false);
        using (page)
        {
            var most = choice.Most - copy.Jobs.Count - (_pending?.Jobs.Count ?? 0);
            return CopyWindow.Next(page, asked, _pending?.Nearest ?? copy.Nearest, choice, most, options);
        }
    }

    /// <summary>Waits for the window that is being copied. False when it was not.</summary>
    private async Task<bool> SettleAsync()
    {
        if (_pending is not { } window)
        {
            return true;
        }

        var behind = await _copying.ConfigureAwait(false);
        _pending = null;
        if (behind is null)
        {
            return false;
        }

        copy.Add(window, behind.Value);
        _misses = 0;
        return true;
    }
}
