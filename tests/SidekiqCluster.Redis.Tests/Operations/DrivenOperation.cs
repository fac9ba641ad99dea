using System.Text.Json;
using SidekiqCluster.Operations;
using SidekiqCluster.Receipts;
using SidekiqCluster.Redis.Tests.DataApi;
using SidekiqCluster.Redis.Tests.DataApi.Faults;
using SidekiqCluster.TestKit;
using SidekiqCluster.TestKit.Redis;
using StackExchange.Redis;

namespace SidekiqCluster.Redis.Tests.Operations;

/// <summary>One driver of an operation, on a connection of its own that can be broken.</summary>
internal sealed class DrivenOperation : IAsyncDisposable
{
    private const int Haste = 50;

    private static readonly byte[] Receipt = "sidekiq-cluster:receipt:"u8.ToArray();

    private readonly CuttingProxy _proxy;
    private readonly IDatabase _redis;
    private readonly CancellationTokenSource _life = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly IAsyncEnumerator<OperationStep> _steps;
    private Task<bool>? _last;

    private DrivenOperation(
        CuttingProxy proxy, IDatabase redis, SidekiqShard shard, Func<OperationSteps, CancellationToken, IAsyncEnumerable<OperationStep>> steps)
    {
        _proxy = proxy;
        _redis = redis;
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
        bool isPatienceShort = false,
        SwapOptions? swaps = null)
    {
        // A server that does not know the script yet answers twice.
        await database.Redis.ExecuteAsync("SCRIPT", "LOAD", ActScript.Text);
        await database.Redis.ExecuteAsync("SCRIPT", "LOAD", ReceiptScript.TextOf(SwapScript.Name));
        var proxy = new CuttingProxy(database.Server.Port);
        var options = new ShardOptions
        {
            Name = "eu-1",
            Connection = $"redis://{proxy.EndPoint}/{database.Index}",
            TimeProvider = new HurriedClock(Haste, now ?? TestShard.Now, isPatienceShort),
            TimestampUnit = TimestampUnit.Seconds,
        };
        var shard = await SidekiqShard.ConnectAsync(options, TestContext.Current.CancellationToken);
        shard.Connection.Swaps = swaps ?? SwapOptions.Default;
        return new DrivenOperation(proxy, database.Redis, shard, steps);
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
                _proxy.MuteFrom(Receipt);
                _last = _steps.MoveNextAsync().AsTask();
                await WaitForReceiptAsync();
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

    private async Task WaitForReceiptAsync()
    {
        var receipt = Shard.Connection.Keys.Receipt(ReceiptId.Of(Step!.State.Act, Step.State.Chunks + 1));
        while (await _redis.StringLengthAsync(receipt) == 0)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
        }
    }

    public async ValueTask DisposeAsync()
    {
        // Without its connection a call that was not answered ends at once.
        await _life.CancelAsync();
        await _proxy.DisposeAsync();
        if (_last is not null)
        {
            await Record.ExceptionAsync(() => _last);
        }

        await _steps.DisposeAsync();
        await Shard.DisposeAsync();
        _life.Dispose();
    }
}
