using SidekiqCluster.LocalServers;
using SidekiqCluster.Operations;
using SidekiqCluster.TestKit;
using StackExchange.Redis;

namespace SidekiqCluster.Redis.Tests.Operations;

/// <summary>No act on many jobs holds the server for longer than 10 ms at a time.</summary>
[Collection(nameof(ScriptDurationTests))]
[CollectionDefinition(nameof(ScriptDurationTests), DisableParallelization = true)]
public sealed class ScriptDurationTests : IAsyncLifetime
{
    private const int Acted = 3_000;
    private const int Rounds = 3;

    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(10);

    private const string Fill =
        """
        for number = tonumber(ARGV[1]), tonumber(ARGV[1]) + tonumber(ARGV[2]) - 1 do
          local payload = '{"class":"App::Job' .. number % 50 .. '","args":[' .. number .. ',"' .. string.rep('x', 300)
            .. '"],"queue":"default","jid":"' .. string.format('%024x', number) .. '","retry_count":3,"created_at":1795445000.25}'
          redis.call('ZADD', 'retry', number, payload)
          redis.call('LPUSH', 'queue:big', payload)
        end
        """;

    private static readonly (JobOperation Operation, string Source)[] Acts =
    [
        (JobOperation.Delete, "retry"),
        (JobOperation.Retry, "retry"),
        (JobOperation.AddToQueue, "retry"),
        (JobOperation.Kill, "retry"),
        (JobOperation.Reschedule, "retry"),
        (JobOperation.Move, "retry"),
        (JobOperation.Delete, "queue:big"),
        (JobOperation.Kill, "queue:big"),
        (JobOperation.Move, "queue:big"),
    ];

    private static readonly DateTimeOffset LaterTime = new(2100, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private RedisServer? _server;
    private ConnectionMultiplexer? _admin;
    private SidekiqShard? _shard;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private IServer Server => _admin!.GetServers()[0];

    public async ValueTask InitializeAsync()
    {
        Require.RealRedis();
        _server = await RedisServer.StartAsync([], Token);
        _admin = await ConnectionMultiplexer.ConnectAsync($"{_server.EndPoint},allowAdmin=true,asyncTimeout=60000");
        const int Part = 10_000;
        for (var number = 0; number < TestSizes.JobsUnderMeasure; number += Part)
        {
            await _admin.GetDatabase().ScriptEvaluateAsync(Fill, [], [number, Part]);
        }

        // The script above has left a heap of texts, which the next scripts would have to clear away.
        await _admin.GetDatabase().ExecuteAsync("SCRIPT", "FLUSH", "SYNC");
        await _admin.GetDatabase().SetAddAsync("queues", ["big"]);
        await Server.ConfigSetAsync("slowlog-log-slower-than", (long)Limit.TotalMicroseconds);
        await Server.ConfigSetAsync("slowlog-max-len", 1000);
        _shard = await SidekiqShard.ConnectAsync(new ShardOptions { Connection = _server.EndPoint }, Token);
    }

    [Fact]
    public async Task ActOnMany_OfALargeSource_HoldsTheServerForTenMillisecondsAtMost()
    {
        // In place, chunk by chunk: a swap is one chunk, of many scripts.
        _shard!.Connection.Swaps = SwapOptions.Default with { FewestWalks = int.MaxValue };
        await Server.SlowlogResetAsync();
        foreach (var (operation, source) in Acts)
        {
            await MeasureAsync(operation, source);
        }

        // What the clock says is the machine's business as well; the full test has one for itself.
        if (TestSizes.IsSoak)
        {
            Assert.Empty((await Server.SlowlogGetAsync(100))
                .Where(entry => ((string)entry.Arguments[0]!).StartsWith("EVAL", StringComparison.OrdinalIgnoreCase))
                .Select(entry => entry.Duration));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await (_shard?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_admin?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_server?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    private async Task MeasureAsync(JobOperation operation, string source)
    {
        var longest = new List<TimeSpan>();

        // What a chunk needs it needs in every round; what the machine does in between comes once.
        while (longest.Count < Rounds && longest.All(time => time > Limit))
        {
            var watch = new ServerTimeWatch(Server);
            var result = await RunAsync(operation, JobSelection.Where(JobSources.Parse(source), JobFilter.All), watch);
            Assert.Equal(Acted, result.Done);
            longest.Add(watch.Longest);
        }

        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{operation} in {source}: at most {string.Join(", then ", longest.Select(time => time.TotalMilliseconds))} ms per chunk");
        Assert.InRange(longest.Min(), TimeSpan.FromTicks(1), Limit);
    }

    private Task<OperationResult> RunAsync(JobOperation operation, JobSelection jobs, ServerTimeWatch watch)
    {
        var options = new OperationOptions { Limit = Acted, Progress = watch };
        return operation switch
        {
            JobOperation.Delete => _shard!.Operations.DeleteAsync(jobs, options, Token),
            JobOperation.Kill => _shard!.Operations.KillAsync(jobs, options, Token),
            JobOperation.Retry => _shard!.Operations.RetryAsync(jobs, options, Token),
            JobOperation.AddToQueue => _shard!.Operations.AddToQueueAsync(jobs, options, Token),
            JobOperation.Reschedule => _shard!.Operations.RescheduleAsync(jobs, LaterTime, options: options, cancellationToken: Token),
            _ => _shard!.Operations.MoveAsync(jobs, "elsewhere", options, Token),
        };
    }
}
