using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace SidekiqCluster.Redis.Tests.DataApi.Processes;

/// <summary>A clock that stands still, and tells when somebody has begun to wait by it.</summary>
internal sealed class ArmedClock(DateTimeOffset now) : FakeTimeProvider(now)
{
    private readonly Channel<TimeSpan> _armed = Channel.CreateUnbounded<TimeSpan>();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        _armed.Writer.TryWrite(dueTime);
        return timer;
    }

    /// <summary>Returns when the next one waits: how long.</summary>
    public async Task<TimeSpan> ArmedAsync(CancellationToken cancellationToken) => await _armed.Reader.ReadAsync(cancellationToken);
}
