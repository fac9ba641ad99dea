using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using SidekiqCluster.Pulses;
using SidekiqCluster.TestKit;

namespace SidekiqCluster.Core.Tests.Pulses;

/// <summary>Any order of questions, acts, time and readings, told beforehand by a model that knows nothing of threads.</summary>
public sealed class RememberedPropertyTests
{
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(750);
    private static readonly TimeSpan[] Stalenesses = [TimeSpan.Zero, TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3)];
    private static readonly TimeSpan?[] Patiences = [null, TimeSpan.Zero, TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(2)];
    private static readonly TimeSpan[] Steps = [.. new[] { 1, 249, 250, 500, 749, 750, 1000, 3000 }.Select(static ms => TimeSpan.FromMilliseconds(ms))];

    [Fact]
    public async Task Get_InAnyOrderOfEvents_AnswersAsTheModelAndReadsNoMore()
    {
        var outcomes = new HashSet<string>();
        for (var seed = 1; seed <= TestSizes.PropertyCases; seed++)
        {
            outcomes.UnionWith(await RunAsync(new Random(seed), seed));
        }

        Assert.Equal(["ShardAccessDeniedException", "ShardUnreachableException", "reading", "stale"], outcomes.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Get_FromManyThreadsWhileOthersAct_ShowsWhatWasDoneBeforeAndIsReadByOneAtATime()
    {
        const int Callers = 8;
        var (done, reading, atOnce) = (0, 0, 0);
        await using var remembered = new Remembered<string>("eu-1", ReadAsync, TimeProvider.System);

        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            for (var round = 0; round < TestSizes.PropertyCases; round++)
            {
                var before = Volatile.Read(ref done);
                if (caller % 4 == 0)
                {
                    before = Interlocked.Increment(ref done);
                    remembered.Invalidate();
                }

                // Who acted sees it however old an answer may be; who did not act asks for now.
                var staleness = caller % 4 == 0 ? TimeSpan.FromDays(1) : TimeSpan.Zero;
                var answer = await remembered.GetAsync(staleness, null, TestContext.Current.CancellationToken);
                Assert.InRange(int.Parse(answer.Value, CultureInfo.InvariantCulture), before, Volatile.Read(ref done));
            }
        })));

        Assert.Equal(1, atOnce);

        async Task<string> ReadAsync(CancellationToken cancellationToken)
        {
            atOnce = Math.Max(atOnce, Interlocked.Increment(ref reading));
            var value = Volatile.Read(ref done);
            await Task.Yield();
            Interlocked.Decrement(ref reading);
            return value.ToString(CultureInfo.InvariantCulture);
        }
    }

    private static async Task<IEnumerable<string>> RunAsync(Random random, int seed)
    {
        var (clock, reads, model) = (new FakeTimeProvider(), new SteppedReads(), new RememberedModel(Rest));
        await using var remembered = new Remembered<string>("eu-1", reads.ReadAsync, clock, new Midway());
        var callers = new List<RememberedModel.Caller>();
        for (var step = 0; step < 30; step++)
        {
            switch (random.Next(6))
            {
                case 0 or 1 or 2:
                    var (staleness, patience) = (Pick(random, Stalenesses), Pick(random, Patiences));
                    var caller = model.Ask(staleness, patience);
                    caller.Asking = remembered.GetAsync(staleness, patience, TestContext.Current.CancellationToken);
                    callers.Add(caller);
                    break;
                case 3:
                    var by = Pick(random, Steps);
                    model.Advance(by);
                    clock.Advance(by);
                    break;
                case 4:
                    model.Invalidate();
                    remembered.Invalidate();
                    break;
                case 5 when model.IsReading:
                    await EndAsync(random.Next(5) switch
                    {
                        0 => new ShardUnreachableException("is not connected"),
                        1 => new ShardAccessDeniedException("refused"),
                        _ => null,
                    });
                    break;
            }

            await CatchUpAsync();
        }

        while (model.IsReading)
        {
            await EndAsync(null);
            await CatchUpAsync();
        }

        Assert.False(reads.HasMore, $"seed {seed}");
        return callers.Select(static caller => caller.Expected!.Split(' ')[0]);

        async Task EndAsync(Exception? error)
        {
            model.End(error);
            await reads.EndAsync(error);
        }

        // All that must have happened by now has happened, before anything else does.
        async Task CatchUpAsync()
        {
            while (reads.Begun < model.Readings)
            {
                await reads.BeginAsync();
            }

            foreach (var caller in callers)
            {
                if (caller.Expected is { } expected)
                {
                    Assert.Equal((seed, expected), (seed, await AnswerAsync(caller.Asking!, clock.Start)));
                }
            }
        }
    }

    private static async Task<string> AnswerAsync(Task<Recollection<string>> asking, DateTimeOffset start)
    {
        try
        {
            var answer = await asking.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
            return $"{(answer.IsFresh ? "" : "stale ")}{answer.Value} at {answer.CapturedAt - start}";
        }
        catch (SidekiqClusterException refused)
        {
            return refused.GetType().Name;
        }
    }

    private static T Pick<T>(Random random, T[] from) => from[random.Next(from.Length)];
}
