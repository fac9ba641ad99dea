using System.Text.Json;
using SidekiqCluster.Verbs.Answers;
using SidekiqCluster.Verbs.Rows;
using SidekiqCluster.Verbs.Shards;

namespace SidekiqCluster.Verbs;

/// <summary>
/// Writes any number of jobs while they are read. In JSON <c>shards</c> then stands behind the jobs, since how the shards
/// fared is not known before.
/// </summary>
internal sealed class JobStreamWriter(VerbRun run)
{
    private const int BatchSize = 500;

    private readonly IReadOnlyList<Column<JobRecord>> _columns = JobRow.Of<JobRecord>(job => job, run.Clock);

    public async Task<ExitCode> WriteAsync(JobStream jobs, CancellationToken cancellationToken)
    {
        // A wrong choice of shards is told before anything is written.
        await run.Shards.ListAsync(cancellationToken);
        var count = run.Output.Format == OutputFormat.Json
            ? await WriteJsonAsync(jobs, cancellationToken)
            : await WriteBatchesAsync(jobs, cancellationToken);
        var answer = new Answer
        {
            Shards = jobs.Outcomes,
            Rows = new Rows<JobRecord>(_columns, []),
            TableWords = [count == 0 ? "No such jobs." : $"{Human.Count(count, "job")}."],
        };
        run.Output.SayAbout(answer);
        return answer.ExitCode;
    }

    private async Task<long> WriteBatchesAsync(JobStream jobs, CancellationToken cancellationToken)
    {
        var several = (await run.Shards.ListAsync(cancellationToken)).Count > 1;
        var count = 0L;
        await foreach (var batch in jobs.ReadAsync(cancellationToken).Select(run.Redaction.Show).Chunk(BatchSize).WithCancellation(cancellationToken))
        {
            run.Output.WriteBatch(new Rows<JobRecord>(_columns, batch), first: count == 0, several);
            await run.Output.FlushAsync(cancellationToken);
            count += batch.Length;
        }

        if (count == 0)
        {
            run.Output.WriteBatch(new Rows<JobRecord>(_columns, []), first: true, several);
        }

        return count;
    }

    private async Task<long> WriteJsonAsync(JobStream jobs, CancellationToken cancellationToken)
    {
        await using var json = new Utf8JsonWriter(run.Output.Target.Output, JsonValue.Indented);
        json.WriteStartObject();
        json.WritePropertyName("captured_at");
        json.WriteTime(run.Now);
        json.WriteStartArray("jobs");
        var count = 0L;
        await foreach (var batch in jobs.ReadAsync(cancellationToken).Select(run.Redaction.Show).Chunk(BatchSize).WithCancellation(cancellationToken))
        {
            json.WriteObjects(_columns, batch);
            await json.FlushAsync(cancellationToken);
            count += batch.Length;
        }

        json.WriteEndArray();
        json.WriteNull("cursor");
        AnswerWriter.WriteShards(json, jobs.Outcomes);
        json.WriteEndObject();
        await json.FlushAsync(cancellationToken);
        run.Output.Target.Output.WriteByte((byte)'\n');
        return count;
    }
}
