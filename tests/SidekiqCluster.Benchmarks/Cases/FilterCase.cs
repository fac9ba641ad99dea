using System.Text;
using System.Text.Json;
using SidekiqCluster.Benchmarks.Contests;
using SidekiqCluster.Benchmarks.Jobs;
using SidekiqCluster.Benchmarks.Servers;

namespace SidekiqCluster.Benchmarks.Cases;

/// <summary>All jobs of one class with one argument, out of a long queue, all read from Redis.</summary>
internal sealed class FilterCase : IBenchCase
{
    private const string Queue = "q0";
    private const string Class = "Billing::Job7";
    private const string Email = "user-507@example.com";

    public int Row => 1;

    public string Name => "filter";

    public Task<Contest> PrepareAsync(BenchGround ground)
    {
        JobSeed.FillQueue(ground.Server.Port, Queue, ground.Jobs);
        var link = new BareLink(ground.Server.Port);
        var filter = JobFilter.Parse($"class:{Class} args[1]:{Email}");
        return Task.FromResult(new Contest
        {
            Size = $"a class and an argument over a queue of {ground.Jobs:N0} jobs, cold",
            Contestants =
            [
                Contestant.Of(
                    Contestant.Ours,
                    async () => await ground.Shard.Queue(Queue).ReadAsync(new QueueReadOptions { Filter = filter }).ToListAsync(),
                    jobs => Task.FromResult(Answers.Of(jobs))),
                Contestant.Of(BareReader.Name, () => BareReader.Read(link, $"queue:{Queue}"), answerOf: null),
                Contestant.Of(BareReader.ScanName, () => Scan(link), Answers.Of),
                Contestant.Of(
                    NaiveReader.Name,
                    () => NaiveReader.JidsAsync(
                        ground.Server.Database,
                        Queue,
                        job => job.GetProperty("class").ValueEquals(Class) && job.GetProperty("args")[1].ValueEquals(Email)),
                    jids => Task.FromResult(Answers.Of(jids))),
                .. ground.RubyContestants("filter", new { queue = Queue, @class = Class, value = Email }),
            ],
            Goals =
            [
                Goal.AtMostTimes(BareReader.Name, 1.3) with { QuickLimit = 12 },
                Goal.TimesFasterThan(Ruby.RubyRival.Name, 30) with { QuickLimit = 1 / 5.0 },
            ],
            EndAsync = () =>
            {
                link.Dispose();
                return ValueTask.CompletedTask;
            },
        });
    }

    private static List<string> Scan(BareLink link)
    {
        var found = new List<string>();
        BareReader.Read(link, $"queue:{Queue}", entry =>
        {
            if (entry.IndexOf("\"Billing::Job7\""u8) >= 0 && entry.IndexOf("\"user-507@example.com\""u8) >= 0)
            {
                found.Add(JsonElement.Parse(Encoding.UTF8.GetString(entry)).GetProperty("jid").GetString()!);
            }
        });
        return found;
    }
}
