using Microsoft.Extensions.Time.Testing;
using SidekiqCluster.Redis;

namespace SidekiqCluster.Core.Tests.Redis;

public sealed class ServerSilenceTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly FakeTimeProvider _clock = new();
    private readonly ServerVoice _voice = new();
    private readonly ServerSilence _silence;

    public ServerSilenceTests() => _silence = new ServerSilence(_clock, _voice);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Wait_RepliesComeOneByOne_LastsAsLongAsTheyDo()
    {
        var answer = new TaskCompletionSource<int>();
        var waiting = _silence.WaitAsync(answer.Task, 2 * Second, Token);
        for (var reply = 0; reply < 10; reply++)
        {
            var owed = new TaskCompletionSource<int>();
            var asking = _silence.AskAsync(() => owed.Task);
            _clock.Advance(1.5 * Second);
            Assert.Equal(1.5 * Second, _silence.Length);
            owed.SetResult(reply);
            Assert.Equal(reply, await asking);
            Assert.Equal(TimeSpan.Zero, _silence.Length);
        }

        Assert.False(waiting.IsCompleted);
        answer.SetResult(42);
        Assert.Equal(42, await waiting);
    }

    [Fact]
    public async Task Wait_NothingIsOwed_LastsHoweverLongTheWorkTakes()
    {
        var answer = new TaskCompletionSource<int>();
        var waiting = _silence.WaitAsync(answer.Task, Second, Token);
        _clock.Advance(100 * Second);

        answer.SetResult(42);

        Assert.Equal(42, await waiting);
    }

    [Fact]
    public async Task Wait_AReplyStaysOwed_EndsWhenItIsOwedForThatLong()
    {
        var waiting = _silence.WaitAsync(new TaskCompletionSource<int>().Task, 2 * Second, Token);
        _clock.Advance(5 * Second);
        _ = _silence.AskAsync(() => new TaskCompletionSource<int>().Task);

        while (!waiting.IsCompleted)
        {
            Assert.InRange(_silence.Length, TimeSpan.Zero, 2 * Second);
            _clock.Advance(0.5 * Second);
            await Task.Yield();
        }

        await Assert.ThrowsAsync<TimeoutException>(() => waiting);
        Assert.InRange(_silence.Length, 2 * Second, 3 * Second);
    }

    [Fact]
    public void Length_TheServerIsHeardByOthers_BeginsAnew()
    {
        _ = _silence.AskAsync(() => new TaskCompletionSource<int>().Task);
        _clock.Advance(Second);
        _voice.Hear(_clock.GetTimestamp());
        _clock.Advance(0.25 * Second);

        Assert.Equal(0.25 * Second, _silence.Length);
    }

    [Fact]
    public async Task Wait_OneOfSeveralRepliesComes_BeginsTheSilenceAnew()
    {
        var first = new TaskCompletionSource<int>();
        var asking = _silence.AskAsync(() => first.Task);
        _ = _silence.AskAsync(() => new TaskCompletionSource<int>().Task);
        _clock.Advance(Second);
        Assert.Equal(Second, _silence.Length);

        first.SetResult(1);
        await asking;
        _clock.Advance(0.25 * Second);

        Assert.Equal(0.25 * Second, _silence.Length);
    }

    [Fact]
    public async Task Wait_TheCallerCancels_EndsAtOnceAndTheAnswersFailureIsItsOwn()
    {
        using var end = new CancellationTokenSource();
        var waiting = _silence.WaitAsync(new TaskCompletionSource<int>().Task, Second, end.Token);
        await end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);

        var failed = Task.FromException<int>(new TimeoutException("of its own"));
        var failure = await Assert.ThrowsAsync<TimeoutException>(() => _silence.WaitAsync(failed, Second, Token));
        Assert.Equal("of its own", failure.Message);
    }
}
