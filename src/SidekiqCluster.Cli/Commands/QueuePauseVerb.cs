using System.CommandLine;
using SidekiqCluster.Cli.Output;
using SidekiqCluster.Cli.Rows;
using SidekiqCluster.Cli.Values;

namespace SidekiqCluster.Cli.Commands;

/// <summary>Pauses a queue, or ends the pause, wherever the queue is.</summary>
internal sealed class QueuePauseVerb : AnswerVerb
{
    private const string Warning =
        "Only Sidekiq Pro honours a pause, and its running processes may not notice a change until they are restarted.";

    private readonly bool _pauses;
    private readonly Argument<string> _name = new("name") { HelpName = "NAME", Description = "The queue." };

    private QueuePauseVerb(VerbContext context, bool pauses, string name, string description, params IReadOnlyList<string> examples)
        : base(context, name, description, examples)
    {
        _pauses = pauses;
        Arguments.Add(_name);
    }

    public override bool CanWatch => false;

    public static QueuePauseVerb Pause(VerbContext context) =>
        new(context, true, "pause", "Lists a queue as paused, which Sidekiq Pro honours.", "queue pause low");

    public static QueuePauseVerb Unpause(VerbContext context) =>
        new(context, false, "unpause", "Ends the pause of a queue.", "queue unpause low");

    protected override async Task<Answer> AskAsync(Run run, CancellationToken cancellationToken)
    {
        var name = QueueArgument.Usable(run.Value(_name), "NAME");
        var answers = await run.Shards.AskAsync((shard, ct) => ChangeAsync(shard.Queue(name), ct), cancellationToken);
        PauseRow[] rows = [.. answers.Ok.Where(a => a.Value is not null).Select(a => new PauseRow(a.Shard, name, _pauses, a.Value!.Value))];
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
            NotFound = rows.Length == 0 ? [$"there is no queue '{name}'; see '{CommandLine.Name} queue list'."] : [],
        };
    }

    /// <summary>Whether it changed anything; null when the queue is not there.</summary>
    private async Task<bool?> ChangeAsync(IJobQueue queue, CancellationToken cancellationToken)
    {
        if (_pauses)
        {
            return await queue.ExistsAsync(cancellationToken) ? await queue.PauseAsync(cancellationToken) : null;
        }

        return await queue.ExistsAsync(cancellationToken) || await queue.IsPausedAsync(cancellationToken)
            ? await queue.UnpauseAsync(cancellationToken)
            : null;
    }
}
