using SidekiqCluster.Benchmarks.Contests;
using SidekiqCluster.Benchmarks.Ruby;
using SidekiqCluster.Benchmarks.Servers;

namespace SidekiqCluster.Benchmarks.Cases;

/// <summary>Single new jobs, one after the other.</summary>
internal sealed class PushCase : IBenchCase
{
    private const string Floor = "bare SADD + LPUSH";
    private const int Jobs = 2000;

    public int Row => 10;

    public string Name => "push";

    /// <summary>A round trip at a time waits for the machine's other work more than for anything of ours.</summary>
    public bool IsInQuick => false;

    public Task<Contest> PrepareAsync(BenchGround ground)
    {
        var link = new BareLink(ground.Server.Port);
        var payload = TestKit.Jobs.ManyJobs.Json(7);
        return Task.FromResult(new Contest
        {
            Size = $"{Jobs:N0} jobs pushed one after the other",
            Contestants =
            [
                Contestant.Of(
                    Contestant.Ours,
                    PushAsync,
                    _ => AnswerAsync()) with { BeforeAsync = ground.Server.FlushAsync },
                Contestant.Of(Floor, PushBare, answerOf: null) with { BeforeAsync = ground.Server.FlushAsync },
                .. ground.RubyContestants(
                    "push",
                    new { queue = PushBulkCase.Queue, @class = PushBulkCase.Class, count = Jobs, note = PushBulkCase.Note },
                    AnswerAsync,
                    ground.Server.FlushAsync),
            ],
            Goals =
            [
                Goal.AtMostTimes(Floor, 1.2),
                Goal.TimesFasterThan(RubyRival.Name, 1),
            ],
            EndAsync = () =>
            {
                link.Dispose();
                return ValueTask.CompletedTask;
            },
        });

        async Task<int> PushAsync()
        {
            for (var number = 0; number < Jobs; number++)
            {
                await ground.Shard.Client.PushAsync(new JobRequest
                {
                    Class = PushBulkCase.Class,
                    Queue = PushBulkCase.Queue,
                    Args = PushBulkCase.ArgsOf(number),
                });
            }

            return Jobs;
        }

        int PushBare()
        {
            for (var number = 0; number < Jobs; number++)
            {
                link.Write("SADD", "queues", PushBulkCase.Queue);
                link.Write("LPUSH", $"queue:{PushBulkCase.Queue}", payload);
                link.Drain();
            }

            return Jobs;
        }

        Task<string> AnswerAsync() => Task.FromResult(
            QueueContents.OfQueues(ground.Server.Port, [PushBulkCase.Queue], "class", "queue", "args", "retry"));
    }
}
