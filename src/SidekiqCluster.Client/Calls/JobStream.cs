using System.Runtime.CompilerServices;
using SidekiqCluster.Calls;
using SidekiqCluster.Grains;

namespace SidekiqCluster.Client.Calls;

/// <summary>Streams jobs from a grain in batches.</summary>
internal static class JobStream
{
    /// <summary>Jobs of one batch where the caller does not say.</summary>
    public const int BatchSize = 1000;

    /// <summary>
    /// The jobs. A stream that is lost with its silo is begun again on the next, and what was given already is left out: a job
    /// that is there all the while comes once, and the order is that of the reading but for jobs that came meanwhile.
    /// </summary>
    /// <exception cref="ShardUnreachableException">No silo gave a batch within the timeout, although there was time for another one to take over.</exception>
    public static async IAsyncEnumerable<JobRecord> ReadAsync(
        GrainCalls calls,
        Func<CancellationToken, IAsyncEnumerable<JobBatch?>> open,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var pauses = new Pauses(calls.Tolerance.Timeout + SiloPatience.Takeover, calls.Clock);
        var given = new GivenJobs();
        while (true)
        {
            var batches = SiloStream.ReadAsync(open(cancellationToken), calls.Clock, cancellationToken).OfType<JobBatch>()
                .GetAsyncEnumerator(cancellationToken);
            await using (batches.ConfigureAwait(false))
            {
                while (true)
                {
                    JobBatch batch;
                    try
                    {
                        if (!await batches.MoveNextAsync().ConfigureAwait(false))
                        {
                            yield break;
                        }

                        batch = batches.Current;
                    }
                    catch (Exception lost) when (LostCall.IsLost(lost))
                    {
                        if (!await pauses.WaitAsync(cancellationToken).ConfigureAwait(false))
                        {
                            throw new ShardUnreachableException(
                                $"No silo goes on reading shard {calls.Name}; ask again, or see whether the silos run.", calls.Name, lost);
                        }

                        break;
                    }

                    foreach (var job in batch.Jobs)
                    {
                        if (given.Take(job))
                        {
                            yield return job;
                        }
                    }

                    pauses.Restart();
                }
            }

            given.Restart();
        }
    }
}
