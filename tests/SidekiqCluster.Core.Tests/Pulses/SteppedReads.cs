using System.Threading.Channels;

namespace SidekiqCluster.Core.Tests.Pulses;

/// <summary>Readings that a test lets begin and end one by one; each gives its own number.</summary>
internal sealed class SteppedReads
{
    private readonly Channel<TaskCompletionSource<string>> _begun = Channel.CreateUnbounded<TaskCompletionSource<string>>();
    private TaskCompletionSource<string>? _current;

    /// <summary>How many have begun.</summary>
    public int Begun { get; private set; }

    /// <summary>Whether one has begun that nobody has waited for.</summary>
    public bool HasMore => _begun.Reader.TryPeek(out _);

    public async Task<string> ReadAsync(CancellationToken cancellationToken)
    {
        var end = new TaskCompletionSource<string>();
        _begun.Writer.TryWrite(end);
        return await end.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Waits until the next one has begun.</summary>
    public async Task BeginAsync()
    {
        _current = await _begun.Reader.ReadAsync(TestContext.Current.CancellationToken);
        Begun++;
    }

    /// <summary>Ends the one that was begun last; null for its number as the value. All that follows by itself is done then.</summary>
    public Task EndAsync(Exception? error = null)
    {
        var (end, value) = (_current!, $"reading {Begun}");

        // On a thread of the pool, where nothing keeps what waits for it from running at once.
        return Task.Run(() =>
        {
            if (error is null)
            {
                end.SetResult(value);
            }
            else
            {
                end.SetException(error);
            }
        });
    }
}
