using System.Runtime.CompilerServices;
using SidekiqCluster.Grains;

namespace SidekiqCluster.Client.Calls;

/// <summary>Streams jobs from a grain in batches.</summary>
internal static class JobStream
{
    /// <summary>Jobs of one batch where the caller does not say.</summary>
    public const int BatchSize = 1000;

    /// <summary>The jobs. A stream that is lost before its first batch is begun again; later, it ends with an error.</summary>
    /// <exception cref="ShardUnreachableException">The silo was lost, or none answered.</exception>
    public static async IAsyncEnumerable<JobRecord> ReadAsync(
        GrainCalls calls,
        Func<CancellationToken, IAsyncEnumerable<JobBatch>> open,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var pauses = new Pauses(calls.Tolerance.Timeout, calls.Clock);
        var hasBegun = false;
        while (true)
        {
            var batches = open(cancellationToken).WithBatchSize(1).GetAsyncEnumerator(cancellationToken);
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
                        if (hasBegun || !await pauses.WaitAsync(cancellationToken).ConfigureAwait(false))
                        {
                            throw new ShardUnreachableException(
                                $"The silo that read shard {calls.Name} was lost; ask again.", calls.Name, lost);
                        }

                        break;
                    }

                    hasBegun = true;
                    foreach (var job in batch.Jobs)
                    {
                        yield return job;
                    }
                }
            }
        }
    }
}
