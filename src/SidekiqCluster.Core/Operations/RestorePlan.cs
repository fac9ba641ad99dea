using System.Collections.Frozen;
using SidekiqCluster.Passes;
using SidekiqCluster.Queries;
using SidekiqCluster.Receipts;
using SidekiqCluster.Redis;

namespace SidekiqCluster.Operations;

/// <summary>Which saved jobs of one queue or set are to be put back, and in which order.</summary>
/// <param name="Missing">The jobs to send, in the order in which to send them.</param>
/// <param name="PresentCount">How many stand there already.</param>
internal readonly record struct RestorePlan(IReadOnlyList<SavedJob> Missing, int PresentCount)
{
    private const char Yes = '1';
    private const char No = '0';

    /// <summary>Why a job that stands there already is not put back.</summary>
    public const string Present = "it is there already";

    /// <summary>
    /// Looks at the target. Of equal jobs of a queue, as many are missing as were saved more than stand there; the script
    /// itself finds out which members a set has, unless nothing is sent. A repetition of an act does not look again.
    /// </summary>
    public static Task<RestorePlan> MakeAsync(
        ShardConnection connection,
        Guid call,
        JobSource target,
        IReadOnlyList<SavedJob> jobs,
        bool isDryRun,
        CancellationToken cancellationToken) =>
        target.Kind == JobSourceKind.Queue ? OfQueueAsync(connection, isDryRun ? null : call, target, jobs, cancellationToken)
        : isDryRun ? OfSetAsync(connection, target, jobs, cancellationToken)
        : Task.FromResult(new RestorePlan(jobs, 0));

    private static async Task<RestorePlan> OfQueueAsync(
        ShardConnection connection, Guid? call, JobSource queue, IReadOnlyList<SavedJob> jobs, CancellationToken cancellationToken)
    {
        var present = jobs.Select(job => job.Raw).Distinct(RawComparer.Instance).ToDictionary(raw => raw, _ => 0, RawComparer.Instance);
        var wanted = present.Keys.ToFrozenSet(RawComparer.Instance);
        await foreach (var page in SourcePass.ReadPagesAsync(
            connection, queue, entry => wanted.Contains(entry.Raw), JobOrder.Any, PageSizes.Default, cancellationToken).ConfigureAwait(false))
        {
            foreach (var entry in page)
            {
                present[entry.Raw]++;
            }
        }

        var isMissing = string.Concat(jobs.Select(job => present[job.Raw]-- <= 0 ? Yes : No));
        if (call is { } id)
        {
            isMissing = await new ReceiptRunner(connection)
                .NoteAsync(ReceiptId.Of(id, queue.ToString()), isMissing, cancellationToken).ConfigureAwait(false);
        }

        // Each goes to the tail, behind which the next to run stands: so the first of them is sent last.
        SavedJob[] missing = [.. jobs.Where((_, place) => isMissing[place] == Yes).Reverse()];
        return new RestorePlan(missing, jobs.Count - missing.Length);
    }

    private static async Task<RestorePlan> OfSetAsync(
        ShardConnection connection, JobSource set, IReadOnlyList<SavedJob> jobs, CancellationToken cancellationToken)
    {
        var key = connection.Keys.Of(set);
        var scores = await connection.ReadEachAsync(
            jobs,
            _ => key,
            (redis, flags, job) => redis.SortedSetScoreAsync(key, job.Raw, flags),
            cancellationToken).ConfigureAwait(false);
        SavedJob[] missing = [.. jobs.Where((_, place) => scores[place] is null)];
        return new RestorePlan(missing, jobs.Count - missing.Length);
    }
}
