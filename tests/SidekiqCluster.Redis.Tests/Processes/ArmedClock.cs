using Microsoft.Extensions.Time.Testing;

namespace SidekiqCluster.Redis.Tests.Processes;

/// <summary>A clock that stands still, and tells when somebody has begun to wait by it.</summary>
internal sealed class ArmedClock(DateTimeOffset now) : FakeTimeProvider(now)
{
    private readonly SemaphoreSlim _armed = new(0);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        _armed.Release();
        return timer;
    }

    /// <summary>Returns when the next one waits.</summary>
    public Task ArmedAsync(CancellationToken cancellationToken) => _armed.WaitAsync(cancellationToken);
}
