using System.Globalization;
using SidekiqCluster.Benchmarks.Contests;
using SidekiqCluster.Benchmarks.Ruby;

namespace SidekiqCluster.Benchmarks.Cases;

/// <summary>Many new jobs of one class.</summary>
internal sealed class PushBulkCase : IBenchCase
{
    /// <summary>The queue pushed to.</summary>
    public const string Queue = "bulk";

    /// <summary>The class pushed.</summary>
    public const string Class = "Billing::Job7";

    /// <summary>What makes the jobs as long as others.</summary>
    public static string Note { get; } = new('x', 120);

    public int Row => 10;

    public string Name => "push-bulk";

    /// <summary>The arguments of a job.</summary>
    public static JsonArguments ArgsOf(int number) => JsonArguments.FromJson(string.Create(
        CultureInfo.InvariantCulture, $"[{number},\"user-{number % 1000}@example.com\",{{\"premium\":true,\"note\":\"{Note}\"}}]"));

    public Task<Contest> PrepareAsync(BenchGround ground)
    {
        var jobs = ground.Part;
        return Task.FromResult(new Contest
        {
            Size = $"{jobs:N0} new jobs of one class, their arguments made on the way",
            Contestants =
            [
                Contestant.Of(
                    Contestant.Ours,
                    () => ground.Shard.Client.PushBulkAsync(new BulkJobRequest
                    {
                        Class = Class,
                        Queue = Queue,
                        Jobs = Enumerable.Range(0, jobs).Select(static number => BulkJob.FromJsonArguments(ArgsOf(number))),
                    }),
                    _ => AnswerAsync()) with { BeforeAsync = ground.Server.FlushAsync },
                .. ground.RubyContestants(
                    "push_bulk", new { queue = Queue, @class = Class, count = jobs, note = Note }, AnswerAsync, ground.Server.FlushAsync),
            ],
            Goals = [Goal.TimesFasterThan(RubyRival.Name, 5) with { QuickLimit = 3 }],
        });

        Task<string> AnswerAsync() => Task.FromResult(QueueContents.OfQueues(ground.Server.Port, [Queue], "class", "queue", "args", "retry"));
    }
}
