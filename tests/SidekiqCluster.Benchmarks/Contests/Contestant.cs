using System.Diagnostics;
using SidekiqCluster.Benchmarks.Machines;

namespace SidekiqCluster.Benchmarks.Contests;

/// <summary>One of those who do the same work: ours, a rival or a floor.</summary>
/// <param name="Name">As the table shows it.</param>
/// <param name="RunAsync">Does the work once, and times it.</param>
internal sealed record Contestant(string Name, Func<Task<Outcome>> RunAsync)
{
    /// <summary>The name of ours.</summary>
    public const string Ours = "SidekiqCluster";

    /// <summary>Makes ready for a run, untimed.</summary>
    public Func<Task> BeforeAsync { get; init; } = () => Task.CompletedTask;

    /// <summary>Whether it runs several times before it counts.</summary>
    public bool IsWarmedUp { get; init; } = true;

    /// <summary>Runs at most; for rivals that take minutes.</summary>
    public int MostRounds { get; init; } = int.MaxValue;

    /// <summary>One that runs in this process.</summary>
    /// <param name="name">As the table shows it.</param>
    /// <param name="workAsync">What is timed.</param>
    /// <param name="answerOf">Makes the answer of what it gave, untimed; null for none.</param>
    public static Contestant Of<T>(string name, Func<Task<T>> workAsync, Func<T, Task<string>>? answerOf) =>
        new(name, async () =>
        {
            GC.Collect();
            var memory = ProcessMemory.Watch();
            var allocated = GC.GetTotalAllocatedBytes(precise: true);
            var start = Stopwatch.GetTimestamp();
            var result = await workAsync();
            var elapsed = Stopwatch.GetElapsedTime(start);
            // The count can run backwards when threads end meanwhile.
            allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;
            var peak = memory.Growth;
            return new Outcome(elapsed, answerOf is null ? null : await answerOf(result), allocated < 0 ? null : allocated, peak);
        });

    /// <summary>One whose run is many asks, one after the other, each timed; all must come to the same answer.</summary>
    /// <param name="name">As the table shows it.</param>
    /// <param name="asks">How many.</param>
    /// <param name="askAsync">Asks once: the answer.</param>
    /// <param name="pause">How long nobody asks between two.</param>
    public static Contestant Asking(string name, int asks, Func<Task<string>> askAsync, TimeSpan pause = default) =>
        new(name, async () =>
        {
            var times = new List<TimeSpan>(asks);
            string? answer = null;
            var allocated = GC.GetTotalAllocatedBytes(precise: true);
            for (var ask = 0; ask < asks; ask++)
            {
                var start = Stopwatch.GetTimestamp();
                var next = await askAsync();
                times.Add(Stopwatch.GetElapsedTime(start));
                if (next != (answer ??= next))
                {
                    throw new InvalidOperationException($"{name} answers {next} after {answer}.");
                }

                await (pause > TimeSpan.Zero ? Task.Delay(pause) : Task.CompletedTask);
            }

            allocated = (GC.GetTotalAllocatedBytes(precise: true) - allocated) / asks;
            var middle = TimeSpan.FromMilliseconds(Reading.Of(times.Select(static time => time.TotalMilliseconds))!.Median);
            return new Outcome(middle, answer, allocated < 0 ? null : allocated) { Asks = times };
        });

    /// <summary>One that runs in this process, on a thread of its own, and whose result is the answer.</summary>
    public static Contestant Of<T>(string name, Func<T> work, Func<T, string>? answerOf) =>
        Of(name, () => Task.Run(work), answerOf is null ? null : result => Task.FromResult(answerOf(result)));
}
