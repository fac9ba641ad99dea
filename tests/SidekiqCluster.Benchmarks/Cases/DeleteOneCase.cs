using SidekiqCluster.Benchmarks.Contests;
using SidekiqCluster.Benchmarks.Servers;
using SidekiqCluster.TestKit.Jobs;

namespace SidekiqCluster.Benchmarks.Cases;

/// <summary>A job in the middle of a long queue found by its id and deleted.</summary>
internal sealed class DeleteOneCase : IBenchCase
{
    private const string Floor = "bare LREM";
    private const string Queue = "q0";

    private static readonly JobSource Source = JobSource.Queue(Queue);

    public int Row => 7;

    public string Name => "delete-one";

    public bool IsInQuick => false;

    public async Task<Contest> PrepareAsync(BenchGround ground)
    {
        JobSeed.FillQueue(ground.Server.Port, Queue, ground.Jobs);
        var source = new WarmSource(ground.Shard);
        await source.RefreshAsync(Source);
        var link = new BareLink(ground.Server.Port);
        var next = ground.Jobs / 2;
        return new Contest
        {
            Size = $"one job in the middle of a queue of {ground.Jobs:N0}, by its jid, snapshot warm",
            Contestants =
            [
                Contestant.Of(Contestant.Ours, DeleteAsync, done => Task.FromResult($"{done}")),
                Contestant.Of(Floor, () => link.Ask("LREM", $"queue:{Queue}", "-1", ManyJobs.Json(next++)), done => $"{done}"),
                .. ground.Ruby is null ? [] : RubyContestants(),
            ],
            Goals =
            [
                Goal.AtMostTimes(Floor, 2),
                Goal.TimesFasterThan(Benchmarks.Ruby.RubyRival.Name, 10),
            ],
            EndAsync = async () =>
            {
                link.Dispose();
                await source.DisposeAsync();
            },
        };

        async Task<long> DeleteAsync()
        {
            var job = await source.Warm.Queue(Queue).FindJobAsync(ManyJobs.JidOf(next++));
            return (await source.Warm.Operations.DeleteAsync(JobSelection.Of(job!))).Done;
        }

        IEnumerable<Contestant> RubyContestants() =>
        [
            new Contestant(
                Benchmarks.Ruby.RubyRival.Name,
                async () => await ground.Ruby!.AskAsync("delete_one", new { queue = Queue, jid = ManyJobs.JidOf(next++) }))
            {
                MostRounds = ground.Options.MostRubyRounds, IsWarmedUp = false,
            },
        ];
    }
}
