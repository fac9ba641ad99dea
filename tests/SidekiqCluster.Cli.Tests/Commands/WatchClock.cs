using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace SidekiqCluster.Cli.Commands;

/// <summary>A clock that stands still until moved, and tells when somebody has begun to wait for just this long.</summary>
internal sealed class WatchClock(TimeSpan awaited) : FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 15, 0, 0, TimeSpan.Zero))
{
    private readonly Channel<bool> _armed = Channel.CreateUnbounded<bool>();

    public ValueTask<bool> ArmedAsync() => _armed.Reader.ReadAsync(Xunit.TestContext.Current.CancellationToken);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (dueTime == awaited)
        {
            _armed.Writer.TryWrite(true);
        }

        return timer;
    }
}
