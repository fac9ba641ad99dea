using System.Text.Json;
using SidekiqCluster.Operations;
using SidekiqCluster.TestKit;
using SidekiqCluster.TestKit.Redis;

namespace SidekiqCluster.Redis.Tests.Operations;

/// <summary>One driver of an operation, on a connection of its own that can be broken.</summary>
internal sealed class DrivenOperation : IAsyncDisposable
{
    private const int Haste = 50;

    private static readonly byte[] Receipt = "sidekiq-cluster:receipt:"u8.ToArray();

    private readonly CuttingProxy _proxy;
    private readonly CancellationTokenSource _life = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly IAsyncEnumerator<OperationStep> _steps;
    private Task<bool>? _last;

    private DrivenOperation(
        CuttingProxy proxy, SidekiqShard shard, Func<OperationSteps, CancellationToken, IAsyncEnumerable<OperationStep>> steps)
    {
        _proxy = proxy;
        Shard = shard;
        _steps = steps(shard.Steps, _life.Token).GetAsyncEnumerator(_life.Token);
    }

    public SidekiqShard Shard { get; }

    /// <summary>The last step that was told; null before the first.</summary>
    public OperationStep? Step { get; private set; }

    /// <summary>Its state, as it comes to another program.</summary>
    public OperationState State => JsonSerializer.Deserialize<OperationState>(JsonSerializer.Serialize(Step!.State))!;

    public static async Task<DrivenOperation> ConnectAsync(
        TestDatabase database,
        Func<OperationSteps, CancellationToken, IAsyncEnumerable<OperationStep>> steps,
        DateTimeOffset? now = null,
        bool isPatienceShort = false)
    {
        var proxy = new CuttingProxy(database.Server.Port);
        var options = new ShardOptions
        {
            Name = "eu-1",
            Connection = $"redis://{proxy.EndPoint}/{database.Index}",
            TimeProvider = new HurriedClock(Haste, now ?? TestShard.Now, isPatienceShort),
            TimestampUnit = TimestampUnit.Seconds,
        };
        return new DrivenOperation(proxy, await SidekiqShard.ConnectAsync(options, TestContext.Current.CancellationToken), steps);
    }

    /// <summary>Asks for the next step.</summary>
    /// <returns>Whether there is a chunk to send.</returns>
    public async Task<bool> NextAsync()
    {
        Assert.True(await _steps.MoveNextAsync());
        Step = _steps.Current;
        return !Step.IsLast;
    }

    /// <summary>Goes on to the end.</summary>
    public async Task<OperationResult> FinishAsync()
    {
        while (await NextAsync())
        {
            Assert.NotEqual(0, Step!.State.InFlight);
        }

        return Step!.SoFar;
    }

    /// <summary>Loses the driver where its chunk is about to be sent, at the latest when this returns.</summary>
    public async Task LoseAsync(DriverFault fault)
    {
        switch (fault)
        {
            case DriverFault.ReplyLost:
                _proxy.CutAfter(ProxyDirection.Reply, 0, staysAway: true);
                _last = _steps.MoveNextAsync().AsTask();
                await _proxy.Broken;
                break;
            case DriverFault.StillTravelling:
                var held = _proxy.HoldAsync(Receipt);
                _last = _steps.MoveNextAsync().AsTask();
                await held;
                break;
        }
    }

    /// <summary>The shard does the chunk and is gone for good, as this driver sees it.</summary>
    public async Task LoseShardAsync()
    {
        _proxy.CutAfter(ProxyDirection.Reply, 0, staysAway: true);
        await Assert.ThrowsAsync<ShardUnreachableException>(() => _steps.MoveNextAsync().AsTask());
    }

    /// <summary>Lets the chunk arrive that is on its way, and tells how the driver took what it heard.</summary>
    public async Task<Exception?> ArriveAsync()
    {
        _proxy.Release();
        return await Record.ExceptionAsync(() => _last!);
    }

    public async ValueTask DisposeAsync()
    {
        await _life.CancelAsync();
        if (_last is not null)
        {
            _proxy.Release();
            await Record.ExceptionAsync(() => _last);
        }

        await _steps.DisposeAsync();
        await Shard.DisposeAsync();
        await _proxy.DisposeAsync();
        _life.Dispose();
    }
}
