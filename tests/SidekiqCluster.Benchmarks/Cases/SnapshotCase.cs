using SidekiqCluster.Benchmarks.Contests;
using SidekiqCluster.Benchmarks.Servers;

namespace SidekiqCluster.Benchmarks.Cases;

/// <summary>A snapshot made, and the memory that it takes.</summary>
internal sealed class SnapshotCase : IBenchCase
{
    private const string Queue = "q0";

    private static readonly TimeSpan IdleTime = TimeSpan.FromSeconds(2);
    private static readonly JobSource Source = JobSource.Queue(Queue);

    public int Row => 5;

    public string Name => "snapshot";

    public async Task<Contest> PrepareAsync(BenchGround ground)
    {
        JobSeed.FillQueue(ground.Server.Port, Queue, ground.Jobs);
        var link = new BareLink(ground.Server.Port);
        var source = new WarmSource(ground.Shard);
        await source.RefreshAsync(Source);
        var raw = (double)await source.RawBytesAsync(Source);
        var bytes = source.Snapshots.Figures.Single().Bytes;
        var idle = GC.GetTotalAllocatedBytes(precise: true);
        await Task.Delay(ground.Options.IsQuick ? TimeSpan.Zero : IdleTime);
        idle = GC.GetTotalAllocatedBytes(precise: true) - idle;
        await source.DisposeAsync();
        return new Contest
        {
            Size = $"a snapshot of {ground.Jobs:N0} jobs, read from Redis",
            Contestants =
            [
                Contestant.Of(Contestant.Ours, ReadAsync, count => Task.FromResult($"{count}")),
                Contestant.Of(BareReader.Name, () => BareReader.Read(link, $"queue:{Queue}"), count => $"{count}"),
            ],
            Goals =
            [
                Goal.Of("memory ÷ bytes of the payloads", 1.25, () => [bytes / raw]) with { QuickLimit = 2.5 },
                Goal.Of("bytes allocated per second while idle", 10_000, () => [idle / IdleTime.TotalSeconds]),
                Goal.AtMostTimes(BareReader.Name, 3),
            ],
            EndAsync = () =>
            {
                link.Dispose();
                return ValueTask.CompletedTask;
            },
        };

        async Task<long> ReadAsync()
        {
            await using var anew = new WarmSource(ground.Shard);
            return await anew.RefreshAsync(Source);
        }
    }
}
