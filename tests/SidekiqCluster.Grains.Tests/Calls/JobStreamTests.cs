using System.Runtime.CompilerServices;
using System.Text;
using CsCheck;
using SidekiqCluster.Client.Calls;
using SidekiqCluster.TestKit;

namespace SidekiqCluster.Grains.Tests.Calls;

/// <summary>A stream whose silo is lost goes on where it was.</summary>
public sealed class JobStreamTests
{
    private const int Haste = 1_000;

    private static readonly Gen<string[]> Jobs = Gen.Int[0, 6].Select(number => $"job {number}").Array[0, 40];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public Task Read_LostAnywhereAndAgain_GivesEachJobOnceInItsOrder() =>
        Gen.Select(Jobs, Gen.Int[1, 7], Gen.Int[0, 12].Array[0, 4]).SampleAsync(
            async (jobs, batch, losses) =>
            {
                var readings = new Readings(losses.Select(loss => (jobs, (int?)loss)).Append((jobs, null)), batch);

                Assert.Equal(jobs, await ReadAsync(readings));
            },
            iter: TestSizes.PropertyCases);

    [Fact]
    public Task Read_JobsComeAndGoWhileItIsLost_GivesWhatStaysOnceAndNoMoreThanWasThere() =>
        Gen.Select(Jobs, Jobs, Gen.Int[1, 7], Gen.Int[0, 12]).SampleAsync(
            async (before, after, batch, loss) =>
            {
                var given = (await ReadAsync(new Readings([(before, loss), (after, null)], batch))).CountBy(job => job).ToDictionary();

                foreach (var job in before.Concat(after).Distinct())
                {
                    var (was, isNow) = (before.Count(other => other == job), after.Count(other => other == job));
                    Assert.InRange(given.GetValueOrDefault(job), Math.Min(was, isNow), Math.Max(was, isNow));
                }
            },
            iter: TestSizes.PropertyCases);

    [Fact]
    public async Task Read_NoSiloGoesOn_EndsWithAnErrorAfterTheTimeout()
    {
        var impatient = new HurriedClock(Haste, DateTimeOffset.UnixEpoch, isPatienceShort: true);
        var readings = new Readings(Enumerable.Repeat((Array.Empty<string>(), (int?)0), 100_000), 1);

        var error = await Assert.ThrowsAsync<ShardUnreachableException>(
            async () => await ReadAsync(readings, impatient).ToListAsync(Token));

        Assert.Equal("eu-1", error.Shard);
    }

    private static async Task<string[]> ReadAsync(Readings readings)
    {
        var jobs = ReadAsync(readings, new HurriedClock(Haste, DateTimeOffset.UnixEpoch));
        return await jobs.Select(job => Encoding.UTF8.GetString(job.Raw.Span)).ToArrayAsync(Token);
    }

    private static IAsyncEnumerable<JobRecord> ReadAsync(Readings readings, TimeProvider clock) => JobStream.ReadAsync(
        new GrainCalls(null!, "eu-1", new Tolerance(TimeSpan.Zero, TimeSpan.FromSeconds(2)), clock), readings.Open, Token);

    /// <summary>What silos give, one after the other: the jobs, and after how many batches it is lost.</summary>
    private sealed class Readings(IEnumerable<(string[] Jobs, int? Loss)> readings, int batchSize)
    {
        private readonly Queue<(string[] Jobs, int? Loss)> _readings = new(readings);

        public IAsyncEnumerable<JobBatch> Open(CancellationToken cancellationToken) => ReadAsync(_readings.Dequeue(), cancellationToken);

        private async IAsyncEnumerable<JobBatch> ReadAsync(
            (string[] Jobs, int? Loss) reading, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var batches = reading.Jobs.Chunk(batchSize).ToArray();
            foreach (var batch in batches.Take(reading.Loss ?? batches.Length))
            {
                yield return new JobBatch(
                    [.. batch.Select(job => new JobRecord("eu-1", JobSource.Queue("default"), Encoding.UTF8.GetBytes(job)))]);
            }

            await Task.CompletedTask;
            if (reading.Loss is not null)
            {
                throw new Orleans.Runtime.SiloUnavailableException("The silo is gone.");
            }
        }
    }
}
