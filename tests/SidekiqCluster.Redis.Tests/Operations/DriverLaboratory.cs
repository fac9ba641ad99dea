using SidekiqCluster.Operations;
using SidekiqCluster.TestKit.Redis;

namespace SidekiqCluster.Redis.Tests.Operations;

/// <summary>A database on which drivers of one operation come and go.</summary>
internal sealed class DriverLaboratory : IAsyncDisposable
{
    private readonly TestDatabase _database;
    private readonly SteppedCase _case;
    private readonly OperationRequest _request;
    private readonly string _before;

    private DriverLaboratory(TestDatabase database, SteppedCase stepped, OperationRequest request, string before)
    {
        _database = database;
        _case = stepped;
        _request = request;
        _before = before;
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>A laboratory that gives its database back in the end.</summary>
    public static async Task<DriverLaboratory> OpenAsync(TestDatabase database, SteppedCase stepped, bool saves = false)
    {
        await SteppedCase.WriteAsync(database.Redis);
        await using var shard = await database.ConnectDirectlyAsync();
        var request = await stepped.AskAsync(shard, Token) with { Saves = saves };
        return new DriverLaboratory(database, stepped, request, await ReadAsync(database, false));
    }

    public Task<DrivenOperation> StartAsync(bool isPatienceShort = false) => DrivenOperation.ConnectAsync(
        _database, (steps, token) => steps.StartAsync(Guid.NewGuid(), _request, token), isPatienceShort: isPatienceShort, swaps: _case.Swaps);

    public Task<DrivenOperation> ResumeAsync(OperationState state, DateTimeOffset? now = null) =>
        DrivenOperation.ConnectAsync(_database, (steps, token) => steps.ResumeAsync(_request, state, token), now, swaps: _case.Swaps);

    /// <summary>Ends the operation half-way.</summary>
    public async Task<OperationStep> EndAsync(OperationState state)
    {
        await using var shard = await _database.ConnectDirectlyAsync();
        return await shard.Steps.EndAsync(_request, state, Token);
    }

    /// <summary>Lets a chunk arrive that is late: by then it must change nothing.</summary>
    public async Task ArriveAsync(DrivenOperation late, DriverFault fault)
    {
        if (fault == DriverFault.StillTravelling)
        {
            var before = await ReadAsync(_database, false);
            var error = await late.ArriveAsync();
            Assert.True(_request.Jobs.Records is not null || error is SidekiqClusterException, error?.ToString());
            Assert.Equal(before, await ReadAsync(_database, false));
        }
    }

    /// <summary>All that there is; where the operation gives random scores, without those.</summary>
    public Task<string> ReadAsync() => ReadAsync(_database, _case.IsSpread);

    /// <summary>How many jobs the operation has changed.</summary>
    public async Task<int> CountDoneAsync()
    {
        string[] before = _before.Split('\n');
        string[] after = (await ReadAsync(_database, false)).Split('\n');
        return Math.Max(CountWithout(before, after), CountWithout(after, before));
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    /// <summary>How many lines there are more than others, equal ones counted as often as they stand there.</summary>
    private static int CountWithout(string[] lines, string[] others)
    {
        var left = others.CountBy(line => line).ToDictionary();
        return lines.CountBy(line => line).Sum(line => Math.Max(0, line.Value - left.GetValueOrDefault(line.Key)));
    }

    private static async Task<string> ReadAsync(TestDatabase database, bool isSpread)
    {
        var lines = new List<string>();
        foreach (var set in new[] { "retry", "dead", "schedule" })
        {
            lines.AddRange((await database.Redis.SortedSetRangeByRankWithScoresAsync(set))
                .Select(entry => FormattableString.Invariant($"{set} {(isSpread ? 0 : entry.Score)} {entry.Element}")).Order(StringComparer.Ordinal));
        }

        foreach (var queue in (await database.Redis.SetMembersAsync("queues")).Select(name => (string)name!).Order(StringComparer.Ordinal))
        {
            lines.AddRange((await database.Redis.ListRangeAsync("queue:" + queue)).Select(job => $"queue:{queue} {job}"));
        }

        return string.Join('\n', lines);
    }
}
