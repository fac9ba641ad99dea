using SidekiqCluster.Benchmarks.Contests;
using SidekiqCluster.Benchmarks.Ruby;
using SidekiqCluster.Benchmarks.Servers;

namespace SidekiqCluster.Benchmarks.Cases;

/// <summary>All jobs of a class deleted from a queue that others push to and pop from meanwhile.</summary>
internal sealed class DeleteMatchesCase : IBenchCase
{
    private const string Queue = "q0";
    private const string Class = "Billing::Job7";
    private const int SeedDatabase = 1;

    /// <summary>The longest queue that Ruby deletes from: in one ten times as long it takes a hundred times as long, the better part of an hour.</summary>
    private const int MostForRuby = 100_000;

    public int Row => 6;

    public string Name => "delete-matches";

    public bool IsInQuick => false;

    public async Task<Contest> PrepareAsync(BenchGround ground)
    {
        var key = $"queue:{Queue}";
        JobSeed.FillQueue(ground.Server.Port, Queue, ground.Jobs);
        await ground.Server.Database.ExecuteAsync("COPY", key, key, "DB", SeedDatabase);
        var matches = JobSelection.Where(JobSources.Of(JobSource.Queue(Queue)), JobFilter.Parse($"class:{Class}"));
        return new Contest
        {
            Size = $"a class, 5 % of a queue of {ground.Jobs:N0} jobs, deleted while 1,000 jobs a second are pushed and popped",
            Contestants =
            [
                Contestant.Of(Contestant.Ours, DeleteAsync, _ => AnswerAsync()) with { BeforeAsync = FillAsync, IsWarmedUp = false, MostRounds = ground.Options.MostRubyRounds },
                Contestant.Of(BareCopy.Name, () => BareCopy.Run(ground.Server.Port, key), answerOf: null) with { BeforeAsync = FillAsync, IsWarmedUp = false },
                .. ground.Jobs > MostForRuby ? [] : ground.RubyContestants("delete_matches", new { queue = Queue, @class = Class }, AnswerAsync, FillAsync),
            ],
            Goals =
            [
                Goal.Within(TimeSpan.FromSeconds(3)),
                Goal.StallsWithin(TimeSpan.FromMilliseconds(10)),
                Goal.TimesFasterThan(RubyRival.Name, 1),
            ],
        };

        async Task<long> DeleteAsync()
        {
            using var traffic = new QueueRush(ground.Server.Port, Queue, firstNumber: 20 * ground.Jobs);
            var result = await ground.Shard.Operations.DeleteAsync(matches);
            return result.Failed + result.Refused;
        }

        async Task FillAsync()
        {
            await ground.Server.Database.ExecuteAsync("FLUSHDB");
            await ground.Server.Admin.Multiplexer.GetDatabase(SeedDatabase).ExecuteAsync("COPY", key, key, "DB", "0");
        }

        // How many were popped differs from run to run; that none of the class is left, and that the rest stand in their order, does not.
        Task<string> AnswerAsync()
        {
            using var link = new BareLink(ground.Server.Port);
            var last = int.MaxValue;
            var isOrdered = true;
            var left = 0;
            BareReader.Read(link, key, entry =>
            {
                var text = System.Text.Encoding.UTF8.GetString(entry);
                var number = int.Parse(text.AsSpan(text.IndexOf("\"jid\":\"", StringComparison.Ordinal) + 23, 8), System.Globalization.NumberStyles.HexNumber);
                isOrdered &= number < last;
                last = number;
                left += number < ground.Jobs && text.Contains($"\"{Class}\"", StringComparison.Ordinal) ? 1 : 0;
            });
            return Task.FromResult($"{left} left, {(isOrdered ? "in order" : "in disorder")}");
        }
    }
}
