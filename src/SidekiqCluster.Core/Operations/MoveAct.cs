using System.Text.Encodings.Web;
using System.Text.Json;
using SidekiqCluster.Payloads;

namespace SidekiqCluster.Operations;

/// <summary>Moves jobs to the head of another queue; the payload then names that queue, so that a later retry stays there.</summary>
/// <param name="queue">The queue they go to.</param>
/// <param name="enqueuedAt">The present as this shard's processes write it: a JSON number.</param>
internal sealed class MoveAct(string queue, ReadOnlyMemory<byte> enqueuedAt) : JobAct
{
    // As Ruby writes JSON: nothing is escaped that need not be.
    private static readonly JsonSerializerOptions PlainJson = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly byte[] _queueJson = JsonSerializer.SerializeToUtf8Bytes(queue, PlainJson);

    public override JobOperation Operation => JobOperation.Move;

    public override bool LeavesJobsIn(JobSources sources) => sources.Includes(JobSource.Queue(queue));

    public override ActPlan Plan(JobRecord job)
    {
        if (job.Source.QueueName == queue)
        {
            return ActPlan.Refuse("it is in that queue already");
        }

        return WhyNotRunnable(job) is { } reason
            ? ActPlan.Refuse(reason)
            : ActStep.ToQueue(
                job.Raw,
                queue,
                PayloadSplice.WithEnqueuedAt(PayloadSplice.WithQueue(job.Raw.ToArray(), _queueJson), enqueuedAt.Span));
    }
}
