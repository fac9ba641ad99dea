using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;
using SidekiqCluster.Grains.Streams;

namespace SidekiqCluster.Grains.Tests.Streams;

public sealed class SignsOfLifeTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly Channel<string> _items = Channel.CreateUnbounded<string>();
    private int _asked;
    private bool _isLeft;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Among_ItemThatTakesLong_SignsComeEverySecondUntilThen()
    {
        await using var stream = SignsOfLife.AmongAsync(ReadAsync, _clock, Token).GetAsyncEnumerator(Token);
        for (var second = 0; second < 3; second++)
        {
            var sign = stream.MoveNextAsync();
            Assert.False(sign.IsCompleted);
            _clock.Advance(TimeSpan.FromSeconds(1));
            Assert.True(await sign);
            Assert.Null(stream.Current);
        }

        await _items.Writer.WriteAsync("one", Token);
        Assert.True(await stream.MoveNextAsync());
        Assert.Equal("one", stream.Current);
        _items.Writer.Complete();
        Assert.False(await stream.MoveNextAsync());
        Assert.True(_isLeft);
    }

    [Fact]
    public async Task Among_ReaderLeavesWhileAnItemIsOnItsWay_StreamIsLeft()
    {
        await using (var stream = SignsOfLife.AmongAsync(ReadAsync, _clock, Token).GetAsyncEnumerator(Token))
        {
            var sign = stream.MoveNextAsync();
            _clock.Advance(TimeSpan.FromSeconds(1));
            await sign;
        }

        Assert.True(_isLeft);
    }

    [Fact]
    public async Task Among_ItemThatIsThere_NextIsAskedForWhenTheReaderDoes()
    {
        await _items.Writer.WriteAsync("one", Token);
        await _items.Writer.WriteAsync("two", Token);
        await using var stream = SignsOfLife.AmongAsync(ReadAsync, _clock, Token).GetAsyncEnumerator(Token);

        Assert.True(await stream.MoveNextAsync());
        Assert.Equal(1, _asked);
        Assert.True(await stream.MoveNextAsync());
        Assert.Equal(("two", 2), (stream.Current, _asked));
    }

    private async IAsyncEnumerable<string> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                _asked++;
                if (!await _items.Reader.WaitToReadAsync(cancellationToken))
                {
                    yield break;
                }

                yield return await _items.Reader.ReadAsync(cancellationToken);
            }
        }
        finally
        {
            _isLeft = true;
        }
    }
}
