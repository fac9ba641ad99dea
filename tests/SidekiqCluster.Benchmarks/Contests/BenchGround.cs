using SidekiqCluster.Benchmarks.Ruby;
using SidekiqCluster.Benchmarks.Servers;

namespace SidekiqCluster.Benchmarks.Contests;

/// <summary>What all cases stand on: one server, one connected shard, the Ruby rival where there is one.</summary>
/// <param name="Options">How large and how often.</param>
/// <param name="Server">The server.</param>
/// <param name="Shard">Ours.</param>
/// <param name="Ruby">The rival; null when Ruby or its Sidekiq is not installed.</param>
internal sealed record BenchGround(BenchOptions Options, BenchServer Server, SidekiqShard Shard, RubyRival? Ruby)
{
    /// <summary>Jobs of a long list or set.</summary>
    public int Jobs => Options.Jobs;

    /// <summary>A tenth of them, at most 100,000: what is acted on.</summary>
    public int Part => Math.Max(1, Math.Min(100_000, Jobs / 10));

    /// <summary>The Ruby rival as a contestant; none when it is not there.</summary>
    public IEnumerable<Contestant> RubyContestants(string question, object? arguments, Func<Task<string>>? answerAsync = null, Func<Task>? beforeAsync = null) =>
        Ruby is null
            ? []
            :
            [
                new Contestant(RubyRival.Name, async () =>
                {
                    var outcome = await Ruby.AskAsync(question, arguments);
                    return answerAsync is null ? outcome : outcome with { Answer = await answerAsync() };
                })
                {
                    MostRounds = Options.MostRubyRounds,
                    IsWarmedUp = false,
                    BeforeAsync = beforeAsync ?? (() => Task.CompletedTask),
                },
            ];
}
