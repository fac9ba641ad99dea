using SidekiqCluster.Verbs.Access;
using SidekiqCluster.Verbs.Answers;
using SidekiqCluster.Verbs.Rows;
using SidekiqCluster.Verbs.Values;

namespace SidekiqCluster.Verbs;

/// <summary>Pauses a queue, or ends the pause, wherever the queue is.</summary>
internal sealed record QueuePauseVerb : AnswerVerb
{
    private const string Warning =
        "Only Sidekiq Pro honours a pause, and its running processes may not notice a change until they are restarted.";

    /// <summary>The queue.</summary>
    public required string Queue { get; init; }

    /// <summary>Whether it is paused; else the pause ends.</summary>
    public required bool Pauses { get; init; }

    public override VerbRole Role => VerbRole.Operator;

    protected override async Task<Answer> AskAsync(VerbRun run, CancellationToken cancellationToken)
    {
        var name = QueueArgument.Usable(Queue, "NAME");
        var answers = await run.Shards.AskAsync((shard, ct) => ChangeAsync(shard.Queue(name), ct), cancellationToken);
        PauseRow[] rows = [.. answers.Ok.Where(a => a.Value is not null).Select(a => new PauseRow(a.Shard, name, Pauses, a.Value!.Value))];
        string[] warnings = rows.Any(row => row.IsChanged) ? [Warning] : [];
        return new Answer
        {
            Shards = answers.Outcomes,
            Rows = new Rows<PauseRow>(PauseRow.All, rows),
            RowsName = "queues",
            WriteEnvelope = json =>
            {
                json.WritePropertyName("warnings");
                json.WriteTexts(warnings);
            },
            Words = warnings,
            NotFound = rows.Length == 0 ? [$"there is no queue '{name}'; see '{Tool.Name} queue list'."] : [],
        };
    }

    /// <summary>Whether it changed anything; null when the queue is not there.</summary>
    private async Task<bool?> ChangeAsync(IJobQueue queue, CancellationToken cancellationToken)
    {
        if (Pauses)
        {
            return await queue.ExistsAsync(cancellationToken) ? await queue.PauseAsync(cancellationToken) : null;
        }

        return await queue.ExistsAsync(cancellationToken) || await queue.IsPausedAsync(cancellationToken)
            ? await queue.UnpauseAsync(cancellationToken)
            : null;
    }
}
